package farm.sheaf.aws;

import farm.sheaf.core.farm.UseCases;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.NoSuchJobException;
import farm.sheaf.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a function does just before Lambda takes its snapshot (SnapStart): it rehearses a call that
 * changes nothing. So the snapshot holds the classes of that way, from JSON to the table and TLS,
 * and a start from it need not load them. Where there is no snapshot it is never called.
 */
public final class Priming implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);
  private static final JobId NOBODY = new JobId("priming-0000000000");

  /** The runtime refers to its resources weakly, so somebody has to keep them. */
  private static final List<Priming> KEPT = Collections.synchronizedList(new ArrayList<>());

  private final Rehearsal rehearsal;

  /** A call that changes nothing, on the way that the function's real calls take. */
  public interface Rehearsal {
    void play() throws IOException;
  }

  Priming(Rehearsal rehearsal) {
    this.rehearsal = rehearsal;
  }

  /** Has it rehearsed before the snapshot of this JVM. */
  public static void beforeSnapshot(Rehearsal rehearsal) {
    Priming priming = new Priming(rehearsal);
    KEPT.add(priming);
    Core.getGlobalContext().register(priming);
  }

  /** Looks for a job that does not exist. */
  public static Rehearsal lookForNobody(UseCases useCases) {
    return () -> {
      Json.write(Json.parseObject("{}"));
      try {
        useCases.describeJob().describe(NOBODY);
      } catch (NoSuchJobException e) {
        LOG.debug("primed");
      }
    };
  }

  /** A request to {@code server} for the status of a job that does not exist. */
  public static String statusOfNobody() {
    return "{\"action\": \"status\", \"jobId\": \"%s\"}".formatted(NOBODY);
  }

  /** Never fails: a deployment must not, for a start that is a little slower. */
  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      rehearsal.play();
    } catch (IOException | RuntimeException e) {
      LOG.warn("not-primed reason=\"{}\"", e.getMessage());
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
