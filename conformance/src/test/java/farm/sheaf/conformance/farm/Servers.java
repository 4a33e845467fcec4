package farm.sheaf.conformance.farm;

import farm.sheaf.aws.AwsClients;
import java.util.Map;

/** Servers that speak the protocols of S3, SQS and DynamoDB, of whatever kind. */
public interface Servers extends AutoCloseable {
  /** How the farm learns of objects in these servers' S3. */
  enum News {
    /** S3 sends an event of each object, as it does on AWS. */
    BY_EVENTS,
    /** S3 cannot, so the watcher finds objects when it sweeps. */
    BY_SWEEP
  }

  /** The variables by which every AWS client finds them. */
  Map<String, String> environment();

  /** Has S3 tell the farm's queue of frames and films, if it can. */
  News tellOfObjects(FarmParts parts, AwsClients clients);

  @Override
  void close();
}
