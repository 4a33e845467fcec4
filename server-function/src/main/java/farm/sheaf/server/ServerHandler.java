package farm.sheaf.server;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.aws.AwsFarm;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.aws.Priming;
import farm.sheaf.core.farm.UseCases;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.job.JobConflictException;
import farm.sheaf.core.job.NoSuchJobException;
import farm.sheaf.core.job.RefusedException;
import farm.sheaf.core.port.UnreadableJobException;
import farm.sheaf.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The function {@code server}: decodes, has one use case do the work, encodes. It is invoked
 * directly with JSON, or through an HTTP API.
 */
public final class ServerHandler implements RequestStreamHandler {
  /** Room for a list of frames of 50,000 characters, and for all else that a request has. */
  static final int LARGEST_PAYLOAD_BYTES = 128 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(ServerHandler.class);

  private final ServerFunction function;

  /** As Lambda makes it: wired by the environment. */
  public ServerHandler() {
    this(AwsFarm.fromEnvironment());
  }

  private ServerHandler(AwsFarm farm) {
    this(farm.useCases(), farm.resources());
    Priming.beforeSnapshot(this::rehearse);
  }

  private void rehearse() throws IOException {
    byte[] request = Priming.statusOfNobody().getBytes(StandardCharsets.UTF_8);
    handleRequest(new ByteArrayInputStream(request), OutputStream.nullOutputStream(), null);
  }

  public ServerHandler(UseCases useCases, FarmResources resources) {
    this.function =
        new ServerFunction(
            useCases,
            new JobJson(resources.buckets().renderFiles(), resources.buckets().pngFiles()));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, @Nullable Context context)
      throws IOException {
    byte[] payload = input.readNBytes(LARGEST_PAYLOAD_BYTES + 1);
    output.write(Json.write(answer(payload).toJson()).getBytes(StandardCharsets.UTF_8));
  }

  private Answer answer(byte[] payload) {
    try {
      return function.answer(RequestJson.decode(request(payload)));
    } catch (RefusedException refused) {
      return Answer.refused(statusCode(refused), refused.saying());
    } catch (UnreadableJobException unreadable) {
      return Answer.refused(409, String.valueOf(unreadable.getMessage()));
    } catch (RuntimeException fault) {
      LOG.error("request-failed", fault);
      return Answer.refused(
          500,
          "the farm could not do this just now; nothing is lost, send the same again in a moment");
    }
  }

  private static ObjectNode request(byte[] payload) {
    if (payload.length > LARGEST_PAYLOAD_BYTES) {
      throw new InvalidRequestException(
          "the request has more than %,d bytes; upload the scene to the bucket of render files and send its key"
              .formatted(LARGEST_PAYLOAD_BYTES));
    }
    ObjectNode node = Json.parseObject(new String(payload, StandardCharsets.UTF_8));
    return HttpRequest.is(node) ? HttpRequest.body(node) : node;
  }

  private static int statusCode(RefusedException refused) {
    return switch (refused) {
      case InvalidRequestException _ -> 400;
      case NoSuchJobException _ -> 404;
      case JobConflictException _ -> 409;
    };
  }
}
