package farm.sheaf.local;

import farm.sheaf.aws.FarmResources;
import farm.sheaf.local.home.Endpoints;
import farm.sheaf.local.home.FarmCredentials;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variables by which workers, AWS CLI and SDKs find a farm on one machine. */
public final class FarmEnvironment {
  private FarmEnvironment() {}

  public static Map<String, String> of(Endpoints endpoints, FarmCredentials credentials) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("AWS_REGION", LocalFarm.REGION);
    all.put("AWS_DEFAULT_REGION", LocalFarm.REGION);
    all.put("AWS_ACCESS_KEY_ID", credentials.accessKey());
    all.put("AWS_SECRET_ACCESS_KEY", credentials.secretKey());
    all.put("AWS_ENDPOINT_URL_S3", endpoints.s3().toString());
    all.put("AWS_ENDPOINT_URL_SQS", endpoints.sqs().toString());
    all.put("AWS_ENDPOINT_URL_LAMBDA", endpoints.http().toString());
    all.put("AWS_EC2_METADATA_DISABLED", "true");
    all.putAll(FarmResources.ONE_MACHINE.toEnvironment());
    return all;
  }
}
