package farm.sheaf.core.work;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.WorkerKind;
import java.util.Set;
import java.util.TreeSet;

/**
 * A message on the job queue. It carries all that its work needs, because a worker never reads the
 * job table.
 */
public sealed interface Work {
  TaskRef ref();

  JobSpec spec();

  /**
   * Render these frames.
   *
   * @param frames what is left of the task's chunk; never empty
   * @param attempts failed tries so far, by frame
   * @param story why it is in the queue
   */
  record Render(TaskRef ref, JobSpec spec, FrameSet frames, Attempts attempts, Story story)
      implements Work {
    public Render {
      if (frames.isEmpty()) {
        throw new IllegalArgumentException("nothing to render");
      }
    }

    /** As the plan says. */
    public Render(TaskRef ref, JobSpec spec, FrameSet frames, Attempts attempts) {
      this(ref, spec, frames, attempts, Story.PLANNED);
    }

    /** What is left of it, as a message of its own. */
    public Render with(FrameSet rest, Attempts counted) {
      return new Render(ref, spec, rest, counted, story);
    }

    /** After a worker of this kind said that it cannot. */
    public Render declinedBy(WorkerKind kind) {
      return new Render(ref, spec, frames, attempts, story.declinedBy(kind));
    }
  }

  /**
   * Encode a piece of the film whose frames are all there, while later frames render. Nothing waits
   * for it: what is missing when the film is due is encoded then, so it may be lost or dropped.
   *
   * @param number of the piece, from 0; see {@link Segments}
   */
  record Segment(TaskRef ref, JobSpec spec, int number) implements Work {}

  /**
   * Make the film of all the job's frames.
   *
   * @param attempts failed tries so far
   */
  record Sequence(TaskRef ref, JobSpec spec, int attempts, Story story) implements Work {
    /** For the first time. */
    public Sequence(TaskRef ref, JobSpec spec) {
      this(ref, spec, 0, Story.PLANNED);
    }

    /** One more failed try. */
    public Sequence plusOne() {
      return new Sequence(ref, spec, attempts + 1, story);
    }

    /** After a worker of this kind said that it cannot. */
    public Sequence declinedBy(WorkerKind kind) {
      return new Sequence(ref, spec, attempts, story.declinedBy(kind));
    }
  }

  /**
   * How a piece of work came to be in the queue.
   *
   * @param declined kinds of workers that have said that they cannot do it; others may
   */
  record Story(Cause cause, Set<WorkerKind> declined) {
    public static final Story PLANNED = new Story(Cause.PLAN, Set.of());

    /** Sent again by the farm; see {@link Cause#REPAIR}. */
    public static final Story REPAIR = new Story(Cause.REPAIR, Set.of());

    public Story {
      declined = Set.copyOf(declined);
    }

    Story declinedBy(WorkerKind kind) {
      Set<WorkerKind> more = new TreeSet<>(declined);
      more.add(kind);
      return new Story(cause, more);
    }
  }

  /** Why a piece of work was sent. */
  enum Cause {
    /** It follows from the job's plan: its frames cannot be there yet. */
    PLAN,
    /** Frames had vanished, or a message counts as lost: some of its frames may be there. */
    REPAIR
  }
}
