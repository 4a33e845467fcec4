package farm.sheaf.client.farm;

import farm.sheaf.local.LocalFarm;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What other programs need to talk to the farm of this machine.
 *
 * @param home the farm's folder
 */
public record Doors(Path home, long pid, Ends ends, Key key) {
  /** The endpoints. */
  public record Ends(URI s3, URI sqs, URI http) {}

  /** The farm's own access key. */
  public record Key(String id, String secret) {
    /** Never the secret. */
    @Override
    public String toString() {
      return "Key[" + id + "]";
    }
  }

  /** The variables that AWS CLI and SDKs honour, in a fixed order. */
  public Map<String, String> environment() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("AWS_ENDPOINT_URL_S3", ends.s3().toString());
    all.put("AWS_ENDPOINT_URL_SQS", ends.sqs().toString());
    all.put("AWS_ENDPOINT_URL_LAMBDA", ends.http().toString());
    all.put("AWS_ACCESS_KEY_ID", key.id());
    all.put("AWS_SECRET_ACCESS_KEY", key.secret());
    all.put("AWS_REGION", LocalFarm.REGION);
    all.put("AWS_DEFAULT_REGION", LocalFarm.REGION);
    return all;
  }
}
