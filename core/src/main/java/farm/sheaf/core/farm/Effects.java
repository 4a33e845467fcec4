package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.Effect;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.Task;
import farm.sheaf.core.port.Ports;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.Attempts;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.Work;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does in queue and buckets what a job's changes have made due. Doing it twice is harmless. */
final class Effects {
  private final Ports ports;
  private final InstantSource clock;

  Effects(Ports ports, InstantSource clock) {
    this.ports = ports;
    this.clock = clock;
  }

  /**
   * Does an effect, or as much of it as one request to the queue takes.
   *
   * @return what is left to do
   */
  Optional<Effect> perform(JobRecord job, Effect effect) {
    return switch (effect) {
      case Effect.LetDie(int below) -> {
        ports.frames().letDieBelow(job.id(), below);
        yield Optional.empty();
      }
      case Effect.Remove(FrameSet frames) -> {
        ports.scenes().deleteFilm(job.spec(), job.id());
        ports.frames().delete(job.id(), job.format(), frames);
        yield Optional.empty();
      }
      case Effect.SendTasks(int from) -> sendTasks(job, from);
      case Effect.SendAgain(FrameSet frames) -> sendAgain(job, frames);
      case Effect.SendFilm() -> {
        send(job, List.of(new Work.Sequence(sequence(job), job.spec())));
        yield Optional.empty();
      }
      case Effect.Erase() -> {
        erase(job);
        yield Optional.empty();
      }
    };
  }

  /** The record goes last, so that a removal that died in the middle is still on record. */
  private void erase(JobRecord job) {
    JobId id = job.id();
    ports.frames().deleteAll(id);
    ports.scenes().deleteFilm(job.spec(), id);
    ports.logs().deleteAll(id);
    ports.stores().jobs().erase(id, job.run().number(), clock.instant());
  }

  private Optional<Effect> sendTasks(JobRecord job, int from) {
    Run run = job.run();
    int to = Math.min(run.lastTask(), from + WorkQueue.BATCH - 1);
    List<Work> batch = new ArrayList<>();
    for (int number = from; number <= to; number++) {
      batch.add(render(job, run.task(number), Work.Story.PLANNED));
    }
    if (!batch.isEmpty()) {
      send(job, batch);
    }
    return to < run.lastTask() ? Optional.of(new Effect.SendTasks(to + 1)) : Optional.empty();
  }

  private Optional<Effect> sendAgain(JobRecord job, FrameSet frames) {
    Run run = job.run();
    List<Work> batch = new ArrayList<>();
    FrameSet left = frames.intersect(run.frames());
    while (!left.isEmpty() && batch.size() < WorkQueue.BATCH) {
      Task.Render whole = run.taskOf(left.first()).orElseThrow();
      FrameSet some = whole.frames().intersect(left);
      batch.add(render(job, new Task.Render(whole.number(), some), Work.Story.REPAIR));
      left = left.minus(some);
    }
    if (!batch.isEmpty()) {
      send(job, batch);
    }
    return left.isEmpty() ? Optional.empty() : Optional.of(new Effect.SendAgain(left));
  }

  /**
   * Sends each of a task's frames alone: a frame that kills its workers shall fail alone. It is
   * recorded nowhere, since the message that it replaces is deleted only after it.
   */
  void sendAlone(JobRecord job, Work.Render work, FrameSet frames) {
    List<Work> all =
        frames.stream()
            .<Work>mapToObj(frame -> work.with(FrameSet.of(frame), work.attempts().only(frame)))
            .toList();
    for (int from = 0; from < all.size(); from += WorkQueue.BATCH) {
      send(job, all.subList(from, Math.min(all.size(), from + WorkQueue.BATCH)));
    }
  }

  /**
   * Sends a piece of the film whose frames are all there. It is recorded nowhere, since nothing
   * waits for it: the film's own message makes what is missing.
   */
  void sendSegment(JobRecord job, int number) {
    send(job, List.of(new Work.Segment(sequence(job), job.spec(), number)));
  }

  private static Work render(JobRecord job, Task.Render task, Work.Story story) {
    TaskRef ref = new TaskRef(job.id(), job.run().number(), task.number());
    return new Work.Render(ref, job.spec(), task.frames(), Attempts.NONE, story);
  }

  private static TaskRef sequence(JobRecord job) {
    return new TaskRef(job.id(), job.run().number(), job.run().sequenceTask());
  }

  private void send(JobRecord job, List<Work> batch) {
    ports.queue().send(job.pool(), batch);
  }
}
