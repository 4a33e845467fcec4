package farm.sheaf.logger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.aws.AwsFarm;
import farm.sheaf.aws.Priming;
import farm.sheaf.core.farm.UseCases;
import farm.sheaf.core.port.LogFiles;
import farm.sheaf.json.Json;
import farm.sheaf.json.QueueBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The function {@code logger}: turns worker events into readable logs per job and worker, and takes
 * timings, warnings and failures onto the jobs.
 */
public final class LoggerHandler implements RequestStreamHandler {
  private final EventBatch events;

  /** As Lambda makes it: wired by the environment. */
  public LoggerHandler() {
    this(AwsFarm.fromEnvironment());
  }

  private LoggerHandler(AwsFarm farm) {
    this(farm.useCases(), farm.logs());
    Priming.beforeSnapshot(Priming.lookForNobody(farm.useCases()));
  }

  public LoggerHandler(UseCases useCases, LogFiles logs) {
    this.events = new EventBatch(useCases.workerNews(), new LogWriter(logs));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, @Nullable Context context)
      throws IOException {
    ObjectNode event = Json.parseObject(new String(input.readAllBytes(), StandardCharsets.UTF_8));
    ObjectNode answer = QueueBatch.failures(events.take(QueueBatch.decode(event)));
    output.write(Json.write(answer).getBytes(StandardCharsets.UTF_8));
  }
}
