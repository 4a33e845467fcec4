package farm.sheaf.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.farm.JobReport;
import farm.sheaf.core.farm.SubmitJob;
import farm.sheaf.core.farm.UseCases;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.json.Json;
import java.util.Optional;

/** Answers each kind of request with its use case. */
final class ServerFunction {
  private final UseCases useCases;
  private final JobJson json;

  ServerFunction(UseCases useCases, JobJson json) {
    this.useCases = useCases;
    this.json = json;
  }

  Answer answer(Request request) {
    return switch (request) {
      case Request.Submit(var submission) -> submitted(useCases.submitJob().submit(submission));
      case Request.Status(JobId id) -> status(id);
      case Request.Cancel(JobId id) -> {
        useCases.cancelJob().cancel(id);
        yield status(id);
      }
      case Request.Requeue(JobId id, var frames) ->
          requeued(useCases.requeueFrames().requeue(id, frames));
      case Request.Delete(JobId id) -> {
        useCases.deleteJob().delete(id);
        yield Answer.ok(
            Json.object()
                .put("message", "job %s is deleted with its frames, film and logs".formatted(id))
                .put("jobId", id.value()));
      }
      case Request.ListJobs(int limit, Optional<String> after) ->
          list(useCases.listJobs().list(limit, after));
    };
  }

  private Answer submitted(SubmitJob.Submitted submitted) {
    return switch (submitted) {
      case SubmitJob.Submitted.Created(JobRecord record) ->
          Answer.ok(
              json.whole(useCases.describeJob().describe(record), JobSentence.submitted(record))
                  .put("created", true));
      case SubmitJob.Submitted.AlreadyThere(JobRecord record) -> {
        JobReport report = useCases.describeJob().describe(record);
        yield Answer.ok(json.whole(report, JobSentence.status(report, json)).put("created", false));
      }
    };
  }

  private Answer requeued(JobRecord record) {
    JobReport report = useCases.describeJob().describe(record);
    int frames = record.run().frames().size();
    String message =
        frames == 0
            ? "job %s goes to the film again".formatted(record.id())
            : "job %s starts run %d with frames %s"
                .formatted(record.id(), record.run().number(), record.run().frames());
    return Answer.ok(json.whole(report, message));
  }

  private Answer status(JobId id) {
    JobReport report = useCases.describeJob().describe(id);
    return Answer.ok(json.whole(report, JobSentence.status(report, json)));
  }

  private Answer list(JobStore.Page page) {
    ObjectNode body = Json.object().put("message", JobSentence.list(page));
    ArrayNode jobs = body.putArray("jobs");
    page.jobs().forEach(record -> jobs.add(json.line(record)));
    if (!page.unreadable().isEmpty()) {
      ArrayNode unreadable = body.putArray("unreadable");
      page.unreadable().forEach(id -> unreadable.add(id.value()));
    }
    page.next().ifPresent(next -> body.put("next", next));
    return Answer.ok(body);
  }
}
