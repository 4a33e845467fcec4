package farm.sheaf.deploy;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.Stage;
import farm.sheaf.deploy.cluster.EksCluster;

/** Which farm a deployment or a removal is about. */
public record Target(Stage stage, AwsAccess access, SignIn signIn) {
  public Target(Stage stage, AwsAccess access) {
    this(stage, access, new SignIn(access));
  }

  String region() {
    return access.region();
  }

  String account() {
    return signIn.identity().account();
  }

  /** A stack's name, such as {@code Sheaf-prod-Data}. */
  String stack(String part) {
    return "Sheaf-%s-%s".formatted(stage, part);
  }

  /** The name of one of the farm's buckets, which must differ from those of everybody on AWS. */
  String bucket(String kind) {
    return "%s-bucket-%s-%s-%s".formatted(kind, stage, account(), region());
  }

  String clusterName() {
    return "worker-cluster-" + stage;
  }

  EksCluster cluster() {
    return new EksCluster(access, clusterName());
  }

  String repository() {
    return "sheaf-worker-" + stage;
  }

  String table() {
    return "JobTable-" + stage;
  }
}
