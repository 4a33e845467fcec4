package farm.sheaf.infra;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that cdk-nag finds in the templates and that stays, each at its resource, with the reason.
 */
final class NagAnswers {
  private static final String SCENES = "render-files-bucket";
  private static final String FRAMES = "png-files-bucket";
  private static final String LOGS = "worker-logging-bucket";

  private static final String NO_ACCESS_LOG =
      "requests of programs are in the functions' and workers' logs; a log of every GET and PUT"
          + " would cost a request and an object for each frame, and CloudTrail's data events are"
          + " there for those who must have it";

  private static final String BY_KEY =
      "keys are made of job and frame, so they are no list; it is one kind of object of one bucket";

  private static final String OF_EKS =
      "AWS's own programs use it and AWS changes it with them; it binds itself to what carries the"
          + " cluster's tag";

  private NagAnswers() {}

  /** Those of a farm of this stage. */
  static List<NagAnswer> all(String stage) {
    return Stream.of(
            buckets(),
            cluster(),
            server(stage),
            watcher(stage),
            logger(stage),
            worker("Cluster/worker/Role/Resource", stage),
            worker("Functions/HandedOut/sheaf-worker-%s/Resource".formatted(stage), stage),
            artist("Functions/HandedOut/sheaf-artist-%s/Resource".formatted(stage), stage))
        .flatMap(List::stream)
        .toList();
  }

  private static List<NagAnswer> buckets() {
    return List.of(
        new NagAnswer("Data/RenderFiles/Bucket/Resource", "S1", "", NO_ACCESS_LOG),
        new NagAnswer("Data/PngFiles/Bucket/Resource", "S1", "", NO_ACCESS_LOG),
        new NagAnswer("Data/WorkerLogging/Bucket/Resource", "S1", "", NO_ACCESS_LOG));
  }

  private static List<NagAnswer> cluster() {
    String role = "Cluster/ControlPlane/ClusterRole/Role/Resource";
    String node = "Cluster/NodeRole/Role/Resource";
    return List.of(
        new NagAnswer(
            "Cluster/ControlPlane/Cluster",
            "EKS1",
            "",
            "public only from the addresses that the configuration names, never from everywhere;"
                + " without any it is private"),
        managed(role, "AmazonEKSClusterPolicy", OF_EKS),
        managed(role, "AmazonEKSComputePolicy", OF_EKS),
        managed(role, "AmazonEKSBlockStoragePolicy", OF_EKS),
        managed(role, "AmazonEKSLoadBalancingPolicy", OF_EKS),
        managed(role, "AmazonEKSNetworkingPolicy", OF_EKS),
        new NagAnswer(
            role,
            "IAM5",
            "Resource::*",
            "machines have no name before they are created; its conditions bind it to this"
                + " cluster's own node pools"),
        managed(
            node,
            "AmazonEKSWorkerNodeMinimalPolicy",
            "the least by which a machine of Auto Mode joins: one action, to be given a pod's"
                + " identity"),
        managed(
            node,
            "AmazonEC2ContainerRegistryPullOnly",
            "a machine also pulls the images of EKS's own add-ons, from accounts of AWS"));
  }

  private static List<NagAnswer> server(String stage) {
    String role = "Functions/server/Role/Resource";
    return List.of(
        objects(role, SCENES, stage, "*", "a scene has the key that its artist likes"),
        objects(role, SCENES, stage, "output/*", BY_KEY),
        objects(role, FRAMES, stage, "*/frames/*", BY_KEY),
        objects(role, FRAMES, stage, "*/preview/*", BY_KEY),
        objects(role, FRAMES, stage, "*/segments/*", BY_KEY),
        objects(role, FRAMES, stage, "*/canceled", BY_KEY),
        objects(role, LOGS, stage, "*", "a job's logs have the names of its workers"));
  }

  private static List<NagAnswer> watcher(String stage) {
    String role = "Functions/watcher/Role/Resource";
    return List.of(
        objects(role, SCENES, stage, "output/*", BY_KEY),
        objects(role, FRAMES, stage, "*/frames/*", BY_KEY),
        objects(role, FRAMES, stage, "*/preview/*", BY_KEY),
        objects(role, FRAMES, stage, "*/segments/*", BY_KEY),
        objects(role, FRAMES, stage, "*/canceled", BY_KEY),
        objects(role, LOGS, stage, "*", "a job's logs have the names of its workers"));
  }

  private static List<NagAnswer> logger(String stage) {
    String role = "Functions/logger/Role/Resource";
    return List.of(
        objects(role, LOGS, stage, "*", "a log has the names of its job and its worker"),
        objects(role, FRAMES, stage, "*/canceled", BY_KEY));
  }

  private static List<NagAnswer> artist(String policy, String stage) {
    return List.of(
        objects(policy, SCENES, stage, "*", "a scene has the key that its artist likes"),
        objects(policy, FRAMES, stage, "*/frames/*", BY_KEY),
        objects(policy, FRAMES, stage, "*/preview/*", BY_KEY),
        objects(policy, LOGS, stage, "*", "a log has the names of its job and its worker"));
  }

  private static List<NagAnswer> worker(String role, String stage) {
    return List.of(
        objects(role, SCENES, stage, "*", "a scene has the key that its artist likes"),
        objects(role, SCENES, stage, "output/*", BY_KEY),
        objects(role, FRAMES, stage, "*/frames/*", BY_KEY),
        objects(role, FRAMES, stage, "*/preview/*", BY_KEY),
        objects(role, FRAMES, stage, "*/segments/*", BY_KEY),
        objects(role, FRAMES, stage, "*/canceled", BY_KEY));
  }

  private static NagAnswer managed(String role, String policy, String reason) {
    return new NagAnswer(
        role, "IAM4", "Policy::arn:<AWS::Partition>:iam::aws:policy/" + policy, reason);
  }

  private static NagAnswer objects(
      String role, String bucket, String stage, String keys, String reason) {
    return new NagAnswer(
        role,
        "IAM5",
        "Resource::arn:<AWS::Partition>:s3:::%s-%s-<AWS::AccountId>-<AWS::Region>/%s"
            .formatted(bucket, stage, keys),
        reason);
  }
}
