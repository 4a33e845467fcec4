package farm.sheaf.deploy.cluster;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.FindStage;
import farm.sheaf.account.Stage;
import farm.sheaf.account.Telling.Doing;
import farm.sheaf.aws.AwsClients;
import farm.sheaf.deploy.cluster.ScalingRow.QueueDepth;
import farm.sheaf.deploy.cluster.ScalingRow.WorkerCount;
import farm.sheaf.talk.Problem;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The figures of a farm on AWS: its cluster's by Kubernetes, its queues' by SQS. */
public final class LiveScaling implements ScalingSource {
  private final AwsAccess access;
  private final ClusterSettings settings;
  private final AwsClients clients;
  private final KubernetesClient kubernetes;

  LiveScaling(AwsAccess access, ClusterSettings settings, KubernetesClient kubernetes) {
    this.access = access;
    this.settings = settings;
    this.clients = access.clients();
    this.kubernetes = kubernetes;
  }

  /** The farm of a stage, or the problem that it or the way to its cluster is not there. */
  public static LiveScaling of(Stage stage, Map<String, String> environment) {
    AwsAccess access = AwsAccess.of(environment);
    FindStage find = new FindStage(access);
    ClusterSettings settings =
        find.parameter(stage.clusterParameter())
            .map(text -> ClusterSettings.read(stage, text))
            .orElseThrow(() -> none(stage, find));
    return new LiveScaling(
        access, settings, Connection.to(new EksCluster(access, settings.cluster())));
  }

  private static Problem none(Stage stage, FindStage find) {
    // Tells of a stage that is not there at all, and where it is.
    Objects.requireNonNull(find.settings(stage));
    return Problem.failed(
        "The farm \"%s\" has no cluster, so there is no scaling to log.\nMake one: SHEAF_CLUSTER=yes ./sheaf deploy --stage %1$s"
            .formatted(stage));
  }

  @Override
  public SortedSet<String> pools() {
    return new TreeSet<>(settings.queueUrls().keySet());
  }

  @Override
  public Reading<Map<String, WorkerCount>> workers() {
    return Reading.of(() -> new KubernetesWorkers(kubernetes).count(pools()));
  }

  @Override
  public Reading<QueueDepth> queue(String pool) {
    String url = settings.queueUrls().getOrDefault(pool, "");
    return Reading.of(
        () ->
            access
                .telling()
                .telling(
                    new Doing("reading the depth of " + url, "sqs:GetQueueAttributes"),
                    () -> depth(url)));
  }

  private QueueDepth depth(String url) {
    Map<QueueAttributeName, String> counts =
        clients
            .sqs()
            .getQueueAttributes(
                request ->
                    request
                        .queueUrl(url)
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
            .attributes();
    return new QueueDepth(
        count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
            + count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED),
        count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  private static int count(Map<QueueAttributeName, String> counts, QueueAttributeName name) {
    String text = counts.get(name);
    if (text == null) {
      throw Problem.failed("SQS did not say how many (%s is missing).".formatted(name));
    }
    return Integer.parseInt(text);
  }

  @Override
  public void close() {
    kubernetes.close();
    clients.close();
  }
}
