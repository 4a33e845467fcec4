package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.job.Task;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.Attempts;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Sends a job's tasks. After each batch the job notes the last task whose send was accepted, so
 * that whoever comes after a crash goes on from there.
 */
public final class SendTasks {
  private final JobStore store;
  private final WorkQueue queue;

  public SendTasks(JobStore store, WorkQueue queue) {
    this.store = store;
    this.queue = queue;
  }

  Set<Pool> pools() {
    return queue.pools();
  }

  /** Sends the present run's tasks from the first that was not accepted yet. */
  void sendRest(JobRecord record) {
    int from = Math.max(record.progress().sentTask() + 1, record.run().firstTask());
    List<Work> batch = new ArrayList<>();
    for (int number = from; number <= record.run().lastTask(); number++) {
      Task.Render task = record.run().task(number);
      batch.add(render(record, number, task.frames(), Attempts.NONE));
      if (batch.size() == WorkQueue.BATCH || number == record.run().lastTask()) {
        queue.send(pool(record), batch);
        store.recordSent(record.id(), record.run().number(), number);
        batch.clear();
      }
    }
  }

  /** Sends these frames again, task by task, leaving out what is not of the present run. */
  void sendAgain(JobRecord record, FrameSet frames) {
    record
        .run()
        .tasks()
        .map(task -> new Task.Render(task.number(), task.frames().intersect(frames)))
        .filter(task -> !task.frames().isEmpty())
        .forEach(
            task ->
                queue.send(
                    pool(record),
                    List.of(render(record, task.number(), task.frames(), Attempts.NONE))));
  }

  /** Sends each of these frames alone: a frame that kills its workers shall fail alone. */
  void sendAlone(JobRecord record, int task, FrameSet frames, Attempts attempts) {
    frames.stream()
        .forEach(
            frame ->
                queue.send(
                    pool(record),
                    List.of(render(record, task, FrameSet.of(frame), attempts.only(frame)))));
  }

  void sendSequence(JobRecord record) {
    TaskRef ref = new TaskRef(record.id(), record.run().number(), record.run().sequenceTask());
    queue.send(pool(record), List.of(new Work.Sequence(ref, record.spec())));
  }

  private static Pool pool(JobRecord record) {
    return record.spec().settings().work().pool();
  }

  private static Work render(JobRecord record, int task, FrameSet frames, Attempts attempts) {
    return new Work.Render(
        new TaskRef(record.id(), record.run().number(), task), record.spec(), frames, attempts);
  }
}
