/**
 * One class per AWS resource, each of which implements a port of {@code core} directly. The only
 * module that knows the SDK's S3, SQS and DynamoDB.
 */
@NullMarked
package farm.sheaf.aws;

import org.jspecify.annotations.NullMarked;
