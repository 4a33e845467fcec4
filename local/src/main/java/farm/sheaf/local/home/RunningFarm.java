package farm.sheaf.local.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/** A farm that runs: what {@code farm.json} says, for other processes. */
public record RunningFarm(long pid, Instant startedAt, Endpoints endpoints) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The farm that runs in this home and is ready. What a killed farm left behind is not believed:
   * the lock says whether one runs, and the process that is named must live, because the next farm
   * holds the lock a moment before it removes what was left.
   */
  public static Optional<RunningFarm> find(FarmHome home) {
    if (!HomeLock.isHeld(home)) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(Files.readString(home.farmFile()));
      return Optional.of(
              new RunningFarm(
                  node.path("pid").asLong(),
                  Instant.parse(node.path("startedAt").asText()),
                  new Endpoints(
                      URI.create(node.path("s3").asText()),
                      URI.create(node.path("sqs").asText()),
                      URI.create(node.path("http").asText()))))
          .filter(farm -> ProcessHandle.of(farm.pid()).isPresent());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + home.farmFile(), e);
    }
  }

  /** Tells other processes, once all is ready. */
  public void announce(FarmHome home) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("pid", pid)
            .put("startedAt", startedAt.toString())
            .put("s3", endpoints.s3().toString())
            .put("sqs", endpoints.sqs().toString())
            .put("http", endpoints.http().toString());
    try {
      Path next = home.folder().resolve("farm.json.new");
      Files.writeString(next, node.toPrettyString() + "\n");
      Files.move(next, home.farmFile(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + home.farmFile(), e);
    }
  }

  /** Forgets what was announced; the caller holds the lock. */
  public static void withdraw(FarmHome home) {
    try {
      Files.deleteIfExists(home.farmFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + home.farmFile(), e);
    }
  }
}
