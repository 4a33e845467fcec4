package farm.sheaf.watcher;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.aws.AwsFarm;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.aws.Priming;
import farm.sheaf.core.farm.UseCases;
import farm.sheaf.json.Json;
import farm.sheaf.json.QueueBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The function {@code watcher}: learns of frames, films and dead letters from its queues, and
 * sweeps when its schedule says so.
 */
public final class WatcherHandler implements RequestStreamHandler {
  private final WatchedQueues queues;
  private final Sweep sweep;

  /** As Lambda makes it: wired by the environment. */
  public WatcherHandler() {
    this(AwsFarm.fromEnvironment());
  }

  private WatcherHandler(AwsFarm farm) {
    this(farm.useCases(), farm.resources());
    Priming.beforeSnapshot(Priming.lookForNobody(farm.useCases()));
  }

  public WatcherHandler(UseCases useCases, FarmResources resources) {
    this.queues = new WatchedQueues(useCases, resources);
    this.sweep = new Sweep(useCases.sweepFarm());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, @Nullable Context context)
      throws IOException {
    ObjectNode event = Json.parseObject(new String(input.readAllBytes(), StandardCharsets.UTF_8));
    ObjectNode answer = Json.object();
    if (QueueBatch.is(event)) {
      answer = QueueBatch.failures(queues.take(QueueBatch.decode(event)));
    } else {
      sweep.run(Sweep.budget(context));
    }
    output.write(Json.write(answer).getBytes(StandardCharsets.UTF_8));
  }
}
