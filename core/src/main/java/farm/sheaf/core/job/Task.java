package farm.sheaf.core.job;

import farm.sheaf.core.frame.FrameSet;

/** The unit of record: render a chunk, or sequence all frames into the film. */
public sealed interface Task {
  /** Unique within its job, over all its runs; from 1. */
  int number();

  FrameSet frames();

  record Render(int number, FrameSet frames) implements Task {}

  record Sequence(int number, FrameSet frames) implements Task {}
}
