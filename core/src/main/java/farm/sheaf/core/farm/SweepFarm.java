package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.job.TaskRecord;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Looks after active jobs that have been quiet, once a minute: takes in frames and films whose news
 * was lost, goes on with a submission that died half-sent, and sends again what was lost. Only a
 * queue found empty twice in a row, or a silence longer than queues keep messages, counts as loss:
 * a job behind a long queue is not a lost one.
 */
public final class SweepFarm {
  /** How long the job queues keep a message. */
  private static final Duration RETENTION = Duration.ofDays(14);

  private final Outside outside;
  private final SendTasks sendTasks;
  private final FrameNews frameNews;
  private final FilmNews filmNews;
  private final Rhythm rhythm;

  public SweepFarm(
      Outside outside, SendTasks sendTasks, FrameNews frameNews, FilmNews filmNews, Rhythm rhythm) {
    this.outside = outside;
    this.sendTasks = sendTasks;
    this.frameNews = frameNews;
    this.filmNews = filmNews;
    this.rhythm = rhythm;
  }

  /** What the sweep reads. */
  public record Outside(JobStore store, FrameFiles frames, WorkQueue queue) {}

  /**
   * Its sense of time.
   *
   * @param quiet how long a job must have been without news
   */
  public record Rhythm(InstantSource clock, Duration quiet) {}

  /** One round over all active jobs. */
  public void sweep() {
    Instant now = rhythm.clock().instant();
    for (Pool pool : outside.queue().pools()) {
      lookAt(pool, now);
    }
    for (JobId id : outside.store().active()) {
      outside.store().find(id).ifPresent(record -> sweep(record, now));
    }
  }

  private void lookAt(Pool pool, Instant now) {
    JobStore store = outside.store();
    Optional<Instant> before = store.queueEmptySince(pool.name());
    if (!outside.queue().depth(pool).empty()) {
      before.ifPresent(_ -> store.recordQueueEmpty(pool.name(), Optional.empty()));
    } else if (before.isEmpty()) {
      store.recordQueueEmpty(pool.name(), Optional.of(now));
    }
  }

  private void sweep(JobRecord record, Instant now) {
    List<TaskRecord> tasks = outside.store().tasks(record.id(), record.run().number());
    Instant lastNews =
        tasks.stream()
            .map(TaskRecord::changedAt)
            .reduce(record.state().changedAt(), (a, b) -> a.isAfter(b) ? a : b);
    if (lastNews.plus(rhythm.quiet()).isAfter(now)) {
      return;
    }
    boolean lost = lost(record, lastNews, now);
    switch (record.status()) {
      case QUEUED, RENDERING -> sweepRendering(record, lost);
      case SEQUENCING -> {
        filmNews.complete(record);
        if (lost) {
          sendSequenceIfStillDue(record.id());
        }
      }
      case COMPLETED, FAILED, CANCELED -> {}
    }
  }

  private void sweepRendering(JobRecord record, boolean lost) {
    if (record.progress().sentTask() < record.run().lastTask()) {
      sendTasks.sendRest(record);
      return;
    }
    FrameSet present =
        outside
            .frames()
            .present(
                record.id(), record.spec().settings().output().format(), record.run().frames());
    frameNews.catchUp(record, present);
    if (lost) {
      sendTasks.sendAgain(record, record.run().frames().minus(present).minus(failed(record)));
    }
  }

  private FrameSet failed(JobRecord record) {
    return outside.store().tasks(record.id(), record.run().number()).stream()
        .map(TaskRecord::reallyFailed)
        .reduce(FrameSet.EMPTY, FrameSet::union);
  }

  private void sendSequenceIfStillDue(JobId id) {
    outside
        .store()
        .find(id)
        .filter(record -> record.status() == JobStatus.SEQUENCING)
        .ifPresent(sendTasks::sendSequence);
  }

  private boolean lost(JobRecord record, Instant lastNews, Instant now) {
    boolean emptyTwice =
        outside
            .store()
            .queueEmptySince(record.spec().settings().work().pool().name())
            .filter(since -> since.isBefore(now))
            .isPresent();
    return emptyTwice || lastNews.plus(RETENTION).isBefore(now);
  }
}
