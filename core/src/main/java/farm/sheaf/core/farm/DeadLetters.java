package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.work.Attempts;
import farm.sheaf.core.work.Work;
import java.util.List;

/**
 * Takes work that workers received too often without an end. That is no verdict: what is missing
 * goes round again frame by frame, and a frame fails only when its own message dies.
 */
public final class DeadLetters {
  private final JobStore jobs;
  private final FrameFiles frames;
  private final Effects effects;
  private final FrameNews frameNews;
  private final FilmNews filmNews;

  DeadLetters(
      JobStore jobs, FrameFiles frames, Effects effects, FrameNews frameNews, FilmNews filmNews) {
    this.jobs = jobs;
    this.frames = frames;
    this.effects = effects;
    this.frameNews = frameNews;
    this.filmNews = filmNews;
  }

  /** Work of an earlier run, or of a job that is not active, dies here. */
  public void died(Work work) {
    jobs.find(work.ref().jobId())
        .filter(record -> record.run().number() == work.ref().run() && record.status().active())
        .ifPresent(record -> died(record, work));
  }

  private void died(JobRecord record, Work work) {
    switch (work) {
      case Work.Render render -> died(record, render);
      case Work.Segment _ -> {}
      case Work.Sequence _ ->
          filmNews.failed(
              record.id(),
              record.run().number(),
              "the film was begun again and again and never finished: the workers that tried died;"
                  + " see the logs, then requeue the job");
    }
  }

  private void died(JobRecord record, Work.Render work) {
    FrameSet present = frames.present(record.id(), record.format(), work.frames());
    if (!present.isEmpty()) {
      frameNews.done(record.id(), present);
    }
    FrameSet missing = work.frames().minus(present);
    if (missing.isEmpty()) {
      return;
    }
    if (work.frames().size() > 1) {
      effects.sendAlone(record, work, missing);
      return;
    }
    int frame = missing.first();
    frameNews.failed(record.id(), record.run().number(), List.of(deathOf(frame, work.attempts())));
  }

  private static FrameFailure deathOf(int frame, Attempts attempts) {
    return new FrameFailure(
        frame,
        FailureKind.CRASH,
        "every worker that took it died or lost its lease; the scene may need more memory than a"
            + " worker has",
        attempts.of(frame) + 1);
  }
}
