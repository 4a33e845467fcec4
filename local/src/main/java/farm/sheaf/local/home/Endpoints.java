package farm.sheaf.local.home;

import java.net.URI;

/**
 * Where a farm listens, all on the loopback interface.
 *
 * @param s3 speaks S3's protocol
 * @param sqs speaks SQS's protocols
 * @param http Lambda's Invoke API, and the front of the first generation
 */
public record Endpoints(URI s3, URI sqs, URI http) {}
