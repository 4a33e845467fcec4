package farm.sheaf.client.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.client.farm.FarmServer;
import farm.sheaf.talk.Json;
import java.util.Optional;

/** What can be asked of the farm's server, one method a request. */
public record Jobs(FarmServer server) {
  /**
   * @param settings flat, as the server's contract has them; {@code file} among them
   */
  public JobDocument submit(ObjectNode settings) {
    ObjectNode request = action("submit");
    request.setAll(settings);
    return document(request);
  }

  public JobDocument status(String jobId) {
    return document(about("status", jobId));
  }

  public JobDocument cancel(String jobId) {
    return document(about("cancel", jobId));
  }

  /**
   * @param frames which to send round again; empty: those that are missing
   */
  public JobDocument requeue(String jobId, Optional<String> frames) {
    ObjectNode request = about("requeue", jobId);
    frames.ifPresent(range -> request.put("frames", range));
    return document(request);
  }

  public JobDocument delete(String jobId) {
    return document(about("delete", jobId));
  }

  /**
   * The newest jobs first.
   *
   * @param after the {@code next} of the page before
   */
  public ObjectNode list(int limit, Optional<String> after) {
    ObjectNode request = action("list").put("limit", limit);
    after.ifPresent(mark -> request.put("after", mark));
    return server.ask(request).accepted();
  }

  private JobDocument document(ObjectNode request) {
    return new JobDocument(server.ask(request).accepted());
  }

  private static ObjectNode about(String action, String jobId) {
    return action(action).put("jobId", jobId);
  }

  private static ObjectNode action(String action) {
    return Json.object().put("action", action);
  }
}
