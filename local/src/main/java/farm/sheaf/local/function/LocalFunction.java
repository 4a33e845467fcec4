package farm.sheaf.local.function;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function of the farm in this JVM: the very handler that Lambda runs, JSON in and JSON out.
 *
 * @param name what callers call it: {@code server}, {@code watcher}, {@code logger}
 * @param timeout what the handler is told that it has; it is not stopped after it
 */
public record LocalFunction(
    String name, RequestStreamHandler handler, Duration timeout, InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(LocalFunction.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What came of a call. */
  public sealed interface Outcome {
    String payload();

    /** The handler answered. */
    record Answered(String payload) implements Outcome {}

    /** The handler threw; the payload is Lambda's error object. */
    record Threw(String payload) implements Outcome {}
  }

  /** Calls the handler; whatever it throws becomes an outcome. */
  public Outcome invoke(String payload) {
    LocalContext context =
        new LocalContext(UUID.randomUUID().toString(), name, clock.instant().plus(timeout), clock);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)), answer, context);
      return new Outcome.Answered(answer.toString(StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException e) {
      LOG.atWarn().addKeyValue("function", name).setCause(e).log("function-threw");
      return new Outcome.Threw(error(e));
    }
  }

  private static String error(Exception e) {
    ObjectNode error = JSON.createObjectNode();
    error.put("errorMessage", String.valueOf(e.getMessage()));
    error.put("errorType", e.getClass().getName());
    return error.toString();
  }
}
