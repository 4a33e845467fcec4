package farm.sheaf.infra.cluster;

import farm.sheaf.infra.cluster.PodRole.ServiceAccount;
import farm.sheaf.infra.configuration.FarmConfiguration;
import farm.sheaf.infra.configuration.WorkerLimits;
import farm.sheaf.infra.naming.FarmNames;
import farm.sheaf.infra.naming.Parameter;
import farm.sheaf.infra.naming.Permissions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * The workers' cluster and all that only it needs. It costs money while it rests and holds nothing
 * that is missed, so it can be removed alone; no other stack knows of it.
 */
public final class ClusterStack extends Stack {
  /** Of the parameter's form; it grows when an older client could no longer read it. */
  private static final int VERSION = 1;

  private static final ServiceAccount WORKER = new ServiceAccount("sheaf", "worker");
  private static final ServiceAccount KEDA = new ServiceAccount("keda", "keda-operator");

  public ClusterStack(Construct scope, FarmNames names, FarmConfiguration configuration) {
    super(
        scope,
        names.stack("Cluster"),
        StackProps.builder().description("Sheaf: the workers' cluster and its network").build());
    Network network = new Network(this);
    new FlowLog(this, names, configuration.keeping(), network.vpc());
    NodeRole nodes = new NodeRole(this);
    ControlPlane plane = new ControlPlane(this, names, configuration, network, nodes);
    new Admins(this, plane.cluster(), configuration.cluster().admins());
    switch (configuration.cluster().scaling()) {
      case HPA -> new MetricsServer(this, plane.cluster());
      case KEDA -> {}
    }
    Permissions permissions = new Permissions(names, configuration.workers().pools());
    PodRole worker = new PodRole(this, names, plane.cluster(), WORKER, permissions.worker());
    PodRole keda = new PodRole(this, names, plane.cluster(), KEDA, permissions.keda());
    Map<String, Object> content = farm(names, configuration);
    content.put("cluster", plane.cluster().getRef());
    content.put("nodeRole", nodes.name());
    content.put("workerRole", worker.arn());
    content.put("kedaRole", keda.arn());
    Parameter.json(this, names.parameter("cluster"), content);
  }

  /** What a client must know to put the workers onto this cluster; the rest is in {@code farm}. */
  private static Map<String, Object> farm(FarmNames names, FarmConfiguration configuration) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("version", VERSION);
    content.put("kubernetes", configuration.cluster().kubernetes().text());
    content.put("scaling", configuration.cluster().scaling().name().toLowerCase(Locale.ROOT));
    content.put("maxWorkers", limits(configuration.workers()));
    Map<String, String> queueUrls = new LinkedHashMap<>();
    configuration
        .workers()
        .pools()
        .forEach(pool -> queueUrls.put(pool, names.queueUrl(names.jobQueue(pool))));
    content.put("queueUrls", queueUrls);
    return content;
  }

  private static Map<String, Integer> limits(WorkerLimits workers) {
    Map<String, Integer> limits = new LinkedHashMap<>();
    limits.put("cpu", workers.cpu());
    limits.put("gpu", workers.gpu());
    return limits;
  }
}
