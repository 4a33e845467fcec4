package farm.sheaf.deploy.cluster;

import farm.sheaf.deploy.cluster.ScalingRow.QueueDepth;
import farm.sheaf.deploy.cluster.ScalingRow.WorkerCount;
import java.util.Map;
import java.util.SortedSet;

/** Where the figures of scaling come from; each look may fail by itself. */
public interface ScalingSource extends AutoCloseable {
  /** The pools that the farm has. */
  SortedSet<String> pools();

  /** The workers of every pool that has any say on Kubernetes. */
  Reading<Map<String, WorkerCount>> workers();

  /** What waits for a pool. */
  Reading<QueueDepth> queue(String pool);

  @Override
  void close();
}
