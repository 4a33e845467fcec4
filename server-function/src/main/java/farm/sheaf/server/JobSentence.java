package farm.sheaf.server;

import farm.sheaf.core.farm.JobReport;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.Video;
import farm.sheaf.core.port.JobStore;

/** Says where a job stands in a sentence, with what to do next. */
final class JobSentence {
  private JobSentence() {}

  static String submitted(JobRecord record) {
    int frames = record.run().frames().size();
    String said =
        "job %s was submitted: %s in %s"
            .formatted(
                record.id(), count(frames, "frame"), count(record.run().taskCount(), "task"));
    boolean chunkGrew =
        record.spec().settings().work().chunk().orElse(record.run().chunk()) < record.run().chunk();
    return chunkGrew
        ? said
            + "; the chunk grew to %d frames, because a job has at most 2,000 tasks"
                .formatted(record.run().chunk())
        : said;
  }

  static String status(JobReport report, JobJson json) {
    JobRecord record = report.record();
    int total = record.spec().frames().size();
    int done = report.frames().done();
    String job = "job " + record.id();
    return switch (record.status()) {
      case QUEUED -> "%s is queued: %s".formatted(job, report.waiting());
      case RENDERING ->
          "%s is rendering: %d of %s done".formatted(job, done, count(total, "frame"));
      case SEQUENCING -> "%s is sequencing: all %s done".formatted(job, count(total, "frame"));
      case COMPLETED ->
          record.spec().settings().output().video() instanceof Video.None
              ? "%s is completed: all %s done".formatted(job, count(total, "frame"))
              : "%s is completed: the film is at %s".formatted(job, json.filmPlace(record));
      case FAILED ->
          "%s failed: %s. When that is mended, requeue it: %s"
              .formatted(job, record.state().reason(), requeue(record));
      case CANCELED ->
          "%s is canceled with %d of %s done; to go on, requeue it: %s"
              .formatted(job, done, count(total, "frame"), requeue(record));
    };
  }

  static String list(JobStore.Page page) {
    String readable =
        page.jobs().isEmpty()
            ? "no jobs"
            : "%d jobs, the newest first".formatted(page.jobs().size());
    return page.unreadable().isEmpty()
        ? readable
        : "%s; %s cannot be read, written by a newer version of Sheaf or damaged: use that version"
            .formatted(readable, count(page.unreadable().size(), "job"));
  }

  private static String requeue(JobRecord record) {
    return "{\"action\": \"requeue\", \"jobId\": \"%s\"}".formatted(record.id());
  }

  private static String count(int number, String noun) {
    return "%,d %s%s".formatted(number, noun, number == 1 ? "" : "s");
  }
}
