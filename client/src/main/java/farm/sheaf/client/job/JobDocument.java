package farm.sheaf.client.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.client.farm.Place;
import farm.sheaf.core.job.JobStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One job as the server describes it. A view of the tree rather than a copy: fields that this
 * client does not know are passed on, and fields that are not there have harmless values.
 */
public record JobDocument(ObjectNode tree) {
  /** A frame that failed, in the words of the farm. */
  public record Failure(String frame, String kind, String message, int attempts) {}

  public String id() {
    return text("jobId");
  }

  public String message() {
    return text("message");
  }

  /** The key of the scene. */
  public String file() {
    return text("file");
  }

  /** As the farm spells it, also where this client does not know the word. */
  public String statusWord() {
    return text("status");
  }

  public boolean is(JobStatus status) {
    return statusWord().equals(status.word());
  }

  /** Whether nothing more will come without a person's word. */
  public boolean ended() {
    return is(JobStatus.COMPLETED) || is(JobStatus.FAILED) || is(JobStatus.CANCELED);
  }

  /** Whether this very submission made the job. */
  public boolean created() {
    return tree.path("created").asBoolean(false);
  }

  public String range() {
    return tree.path("frames").path("range").asText("");
  }

  public int total() {
    return tree.path("frames").path("total").asInt();
  }

  public int done() {
    return tree.path("frames").path("done").asInt();
  }

  public int failed() {
    return tree.path("frames").path("failed").asInt();
  }

  public Optional<Place> film() {
    return place(tree.path("film"), "key");
  }

  /** The prefix that the frames lie below. */
  public Optional<Place> framesAt() {
    return place(tree.path("framesAt"), "prefix");
  }

  public List<String> warnings() {
    List<String> all = new ArrayList<>();
    tree.path("warnings").forEach(each -> all.add(each.asText()));
    return List.copyOf(all);
  }

  public List<Failure> failures() {
    List<Failure> all = new ArrayList<>();
    for (JsonNode each : tree.path("failures")) {
      all.add(
          new Failure(
              each.path("frame").asText(""),
              each.path("kind").asText(""),
              each.path("message").asText(""),
              each.path("attempts").asInt(1)));
    }
    return List.copyOf(all);
  }

  /** Why the job waits, or empty. */
  public String waiting() {
    return text("waiting");
  }

  /** Why the job ended as it did, or empty. */
  public String reason() {
    return text("reason");
  }

  /** The scene's file name without folder and ending; films and folders are named by it. */
  public String stem() {
    String name = file().substring(file().lastIndexOf('/') + 1).replaceFirst("\\.blend$", "");
    return name.isEmpty() ? id() : name;
  }

  private String text(String field) {
    JsonNode node = tree.path(field);
    return node.isValueNode() && !node.isNull() ? node.asText() : "";
  }

  private static Optional<Place> place(JsonNode node, String keyField) {
    return node.hasNonNull("bucket") && node.hasNonNull(keyField)
        ? Optional.of(new Place(node.path("bucket").asText(), node.path(keyField).asText()))
        : Optional.empty();
  }
}
