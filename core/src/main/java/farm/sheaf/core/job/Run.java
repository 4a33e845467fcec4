package farm.sheaf.core.job;

import farm.sheaf.core.frame.FrameSet;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One round of a job. Its tasks follow from it, so the plan is never stored: chunk after chunk of
 * the frames in ascending order, numbered from {@code firstTask}; the film's task comes last.
 *
 * @param number from 1; a requeue starts the next one
 * @param frames what this round renders; empty when only the film is missing
 * @param firstTask the number of its first task
 */
public record Run(int number, FrameSet frames, Cut cut, int firstTask, Instant startedAt) {
  /**
   * How the frames are cut into tasks.
   *
   * @param first frames in the first task: few, so that it soon tells how long a frame takes
   * @param chunk frames in each other task; the last may have fewer
   */
  public record Cut(int first, int chunk) {
    public Cut {
      if (first < 1 || chunk < 1) {
        throw new IllegalArgumentException("a task has frames");
      }
    }

    /** All tasks alike. */
    public static Cut even(int chunk) {
      return new Cut(chunk, chunk);
    }
  }

  /**
   * Frames in a page, the unit in which progress is recorded. Two bits a frame are half a kilobyte,
   * so a write of a page costs what the smallest write costs, however large the job is.
   */
  public static final int PAGE = 2_048;

  /** The most render tasks that a run may have; the chunk grows to fit. */
  public static final int MOST_TASKS = 2_000;

  /** The largest chunk that the farm chooses by itself: what one interruption may cost. */
  private static final int LARGEST_AUTO_CHUNK = 10;

  /** Several workers should find something to do, so a short job is cut into about this many. */
  private static final int FEWEST_AUTO_TASKS = 8;

  public Run {
    if (number < 1 || firstTask < 1) {
      throw new IllegalArgumentException("run and first task count from 1");
    }
  }

  /**
   * A round of a job that has none before it on record.
   *
   * @param number from 1; more where an earlier job of the same id has left its mark
   */
  public static Run first(int number, FrameSet frames, WorkSettings settings, Instant now) {
    return new Run(number, frames, cutFor(frames.size(), settings), 1, now);
  }

  /** The round after this one, with task numbers of its own. */
  public Run next(FrameSet nextFrames, WorkSettings settings, Instant now) {
    Cut nextCut = cutFor(nextFrames.size(), settings);
    return new Run(number + 1, nextFrames, nextCut, sequenceTask() + 1, now);
  }

  private static Cut cutFor(int frames, WorkSettings settings) {
    int smallestThatFits = Math.max(1, ceilDiv(frames, MOST_TASKS));
    if (settings.chunk().isPresent()) {
      return Cut.even(Math.max(smallestThatFits, settings.chunk().getAsInt()));
    }
    int automatic = Math.min(LARGEST_AUTO_CHUNK, ceilDiv(frames, FEWEST_AUTO_TASKS));
    int chunk = Math.max(smallestThatFits, automatic);
    // A small first task is one task more; where that would be too many, all are alike.
    Cut small = new Cut(1, chunk);
    return tasks(frames, small) <= MOST_TASKS ? small : Cut.even(chunk);
  }

  private static int tasks(int frames, Cut cut) {
    return frames == 0 ? 0 : 1 + ceilDiv(Math.max(0, frames - cut.first), cut.chunk);
  }

  public int chunk() {
    return cut.chunk;
  }

  private static int ceilDiv(int a, int b) {
    return (a + b - 1) / b;
  }

  public int taskCount() {
    return tasks(frames.size(), cut);
  }

  /** The highest number of a render task; {@code firstTask - 1} when there is none. */
  public int lastTask() {
    return firstTask + taskCount() - 1;
  }

  /** The number of the task that makes the film. */
  public int sequenceTask() {
    return lastTask() + 1;
  }

  public Stream<Task.Render> tasks() {
    return IntStream.range(0, taskCount()).mapToObj(i -> task(firstTask + i));
  }

  /** A render task by its number, which must be one of this run's. */
  public Task.Render task(int taskNumber) {
    int index = taskNumber - firstTask;
    int from = index == 0 ? 0 : cut.first + (index - 1) * cut.chunk;
    int to = from + (index == 0 ? cut.first : cut.chunk);
    return new Task.Render(taskNumber, frames.slice(from, Math.min(frames.size(), to)));
  }

  /** Which task renders a frame; empty when this run does not. */
  public Optional<Task.Render> taskOf(int frame) {
    int index = frames.indexOf(frame);
    return index < 0 ? Optional.empty() : Optional.of(task(taskAt(index)));
  }

  /** The number of the task that renders the frame at this place in ascending order. */
  int taskAt(int index) {
    return firstTask + (index < cut.first ? 0 : 1 + (index - cut.first) / cut.chunk);
  }

  public int pageCount() {
    return ceilDiv(frames.size(), PAGE);
  }

  /** The frames of a page, from 0. */
  public FrameSet page(int page) {
    return frames.slice(page * PAGE, Math.min(frames.size(), (page + 1) * PAGE));
  }

  /** These frames by their pages, without those that the run does not render. */
  public SortedMap<Integer, FrameSet> byPage(FrameSet some) {
    SortedMap<Integer, FrameSet> pages = new TreeMap<>();
    FrameSet ours = some.intersect(frames);
    for (int from = 0, to; from < ours.size(); from = to) {
      int page = pageOf(ours, from);
      to = from + 1;
      while (to < ours.size() && pageOf(ours, to) == page) {
        to++;
      }
      pages.put(page, ours.slice(from, to));
    }
    return pages;
  }

  private int pageOf(FrameSet some, int place) {
    return frames.indexOf(some.slice(place, place + 1).first()) / PAGE;
  }

  /** How many frames each of the run's tasks has among these, in the order of the tasks. */
  int[] countByTask(FrameSet some) {
    int[] counts = new int[taskCount()];
    some.stream()
        .map(frames::indexOf)
        .filter(index -> index >= 0)
        .forEach(index -> counts[taskAt(index) - firstTask]++);
    return counts;
  }

  /** Of a run's tasks: how many are in which status, as its frames and its job say. */
  public Map<TaskStatus, Integer> tasks(FrameSet done, FrameSet failed, JobStatus job) {
    int[] doneOf = countByTask(done);
    int[] failedOf = countByTask(failed);
    Map<TaskStatus, Integer> counts = new EnumMap<>(TaskStatus.class);
    for (TaskStatus status : TaskStatus.values()) {
      counts.put(status, 0);
    }
    for (int i = 0; i < doneOf.length; i++) {
      int size = task(firstTask + i).frames().size();
      TaskStatus status =
          doneOf[i] == size
              ? TaskStatus.COMPLETED
              : doneOf[i] + failedOf[i] == size
                  ? TaskStatus.FAILED
                  : job == JobStatus.CANCELED ? TaskStatus.CANCELED : TaskStatus.QUEUED;
      counts.merge(status, 1, Integer::sum);
    }
    return counts;
  }
}
