package farm.sheaf.aws;

import farm.sheaf.aws.json.Json;
import farm.sheaf.core.farm.UseCases;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.NoSuchJobException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a function does just before Lambda takes its snapshot (SnapStart): it asks for a job that
 * does not exist. So the snapshot holds the classes of that way, from JSON to the table and TLS,
 * and a start from it need not load them. Where there is no snapshot it is never called.
 */
public final class Priming implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);
  private static final JobId NOBODY = new JobId("priming-0000000000");

  /** The runtime refers to its resources weakly, so somebody has to keep them. */
  private static final List<Priming> KEPT = Collections.synchronizedList(new ArrayList<>());

  private final UseCases useCases;

  Priming(UseCases useCases) {
    this.useCases = useCases;
  }

  /** Has it done before the snapshot of this JVM. */
  public static void beforeSnapshot(UseCases useCases) {
    Priming priming = new Priming(useCases);
    KEPT.add(priming);
    Core.getGlobalContext().register(priming);
  }

  /** Never fails: a deployment must not, for a start that is a little slower. */
  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      Json.write(Json.parseObject("{}"));
      useCases.describeJob().describe(NOBODY);
    } catch (NoSuchJobException e) {
      LOG.debug("primed");
    } catch (RuntimeException e) {
      LOG.warn("not-primed reason=\"{}\"", e.getMessage());
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
