package farm.sheaf.core.job;

import farm.sheaf.core.frame.FrameSet;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One round of a job. Its tasks follow from it, so the plan is never stored: chunk after chunk of
 * the frames in ascending order, numbered from {@code firstTask}; the film's task comes last.
 *
 * @param number from 1; a requeue starts the next one
 * @param frames what this round renders; empty when only the film is missing
 * @param chunk frames in a task; the last may have fewer
 */
public record Run(int number, FrameSet frames, int chunk, int firstTask, Instant startedAt) {
  /** The most render tasks that a run may have; the chunk grows to fit. */
  public static final int MOST_TASKS = 2_000;

  /** The largest chunk that the farm chooses by itself: what one interruption may cost. */
  private static final int LARGEST_AUTO_CHUNK = 10;

  /** Several workers should find something to do, so a short job is cut into about this many. */
  private static final int FEWEST_AUTO_TASKS = 8;

  public Run {
    if (number < 1 || chunk < 1 || firstTask < 1) {
      throw new IllegalArgumentException("run, chunk and first task count from 1");
    }
  }

  /** The first round of a job. */
  public static Run first(FrameSet frames, WorkSettings settings, Instant now) {
    return new Run(1, frames, chunkFor(frames.size(), settings), 1, now);
  }

  /** The round after this one, with task numbers of its own. */
  public Run next(FrameSet nextFrames, WorkSettings settings, Instant now) {
    int chunkSize = chunkFor(nextFrames.size(), settings);
    return new Run(number + 1, nextFrames, chunkSize, sequenceTask() + 1, now);
  }

  private static int chunkFor(int frames, WorkSettings settings) {
    int smallestThatFits = ceilDiv(frames, MOST_TASKS);
    int automatic = Math.min(LARGEST_AUTO_CHUNK, ceilDiv(frames, FEWEST_AUTO_TASKS));
    return Math.max(1, Math.max(smallestThatFits, settings.chunk().orElse(automatic)));
  }

  private static int ceilDiv(int a, int b) {
    return (a + b - 1) / b;
  }

  public int taskCount() {
    return ceilDiv(frames.size(), chunk);
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
    int from = (taskNumber - firstTask) * chunk;
    return new Task.Render(taskNumber, frames.slice(from, Math.min(frames.size(), from + chunk)));
  }

  /** Which task renders a frame; empty when this run does not. */
  public Optional<Task.Render> taskOf(int frame) {
    int index = frames.indexOf(frame);
    return index < 0 ? Optional.empty() : Optional.of(task(firstTask + index / chunk));
  }
}
