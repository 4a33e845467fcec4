package farm.sheaf.worker.render;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.Attempts;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerEvent.Detail;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.claim.Stop;
import farm.sheaf.worker.report.Reporter;

/**
 * The books of one message: which of its frames are settled, and what is owed before it may be
 * deleted.
 *
 * <p>What is done about a failed frame depends on the kind of failure and its count alone. New
 * messages are sent before the old one is deleted: a crash in between renders a frame twice, never
 * not at all.
 */
final class Chunk {
  private final Work.Render work;
  private final Claim claim;
  private final WorkQueue queue;
  private final Reporter reporter;
  private FrameSet outstanding;
  private Verdicts verdicts = Verdicts.NONE;

  /** Whether this message's end includes a verdict, which must not get lost. */
  private enum Verdicts {
    NONE,
    TOLD
  }

  Chunk(Work.Render work, Claim claim, WorkQueue queue, Reporter reporter) {
    this.work = work;
    this.claim = claim;
    this.queue = queue;
    this.reporter = reporter;
    this.outstanding = work.frames();
  }

  Work.Render work() {
    return work;
  }

  TaskRef ref() {
    return work.ref();
  }

  Claim claim() {
    return claim;
  }

  /** Frames that nothing was decided about. */
  FrameSet outstanding() {
    return outstanding;
  }

  /** Nothing more is to be done about these frames. */
  void settle(FrameSet frames) {
    outstanding = outstanding.minus(frames);
  }

  void stored(Stored stored) {
    switch (stored) {
      case Stored.Well well -> settle(FrameSet.of(well.frame()));
      case Stored.Failed failed -> failed(failed.frame(), failed.kind(), failed.message());
    }
  }

  /** Sends the frame round again, alone, or tells that it will not come. */
  void failed(int frame, FailureKind kind, String message) {
    Attempts attempts = work.attempts().plusOne(frame);
    if (mayTryAgain(kind, attempts.of(frame))) {
      send(FrameSet.of(frame), attempts.only(frame));
      tell(WorkerEvent.Type.FRAME_RETRIED, frame, attempts, kind, message);
    } else {
      verdicts = Verdicts.TOLD;
      tell(WorkerEvent.Type.FRAME_FAILED, frame, attempts, kind, message);
    }
    settle(FrameSet.of(frame));
  }

  /** The same for all outstanding frames, in one message: none of them was to blame alone. */
  void failAll(FailureKind kind, String message) {
    Attempts attempts = work.attempts();
    for (int frame : outstanding.toList()) {
      attempts = attempts.plusOne(frame);
    }
    Attempts counted = attempts;
    FrameSet again =
        FrameSet.of(outstanding.stream().filter(f -> mayTryAgain(kind, counted.of(f))).toArray());
    FrameSet lost = outstanding.minus(again);
    if (!again.isEmpty()) {
      send(again, counted);
      again.stream().forEach(f -> tell(WorkerEvent.Type.FRAME_RETRIED, f, counted, kind, message));
    }
    if (!lost.isEmpty()) {
      verdicts = Verdicts.TOLD;
      lost.stream().forEach(f -> tell(WorkerEvent.Type.FRAME_FAILED, f, counted, kind, message));
    }
    settle(outstanding);
  }

  /** No frame of the whole job can come. */
  void jobFailed(FailureKind kind, String message) {
    verdicts = Verdicts.TOLD;
    reporter.emit(WorkerEvent.Type.JOB_FAILED, ref(), Detail.failed(kind, message));
    settle(outstanding);
  }

  private boolean mayTryAgain(FailureKind kind, int failures) {
    return kind.retryable() && failures < work.spec().settings().work().maxAttempts();
  }

  private void tell(
      WorkerEvent.Type type, int frame, Attempts counted, FailureKind kind, String message) {
    reporter.emit(type, ref(), Detail.failed(frame, counted.of(frame), kind, message));
  }

  private void send(FrameSet frames, Attempts attempts) {
    claim.requireHeld();
    queue.send(work.with(frames, attempts));
  }

  /**
   * Hands back what is outstanding, makes sure that verdicts have arrived, and deletes the message.
   */
  void end() {
    boolean over = claim.stopped().filter(Stop.RUN_OVER::equals).isPresent();
    if (over) {
      reporter.emit(
          WorkerEvent.Type.CLEANED_UP, ref(), "Clean up: run %d is over".formatted(ref().run()));
    } else if (!outstanding.isEmpty()) {
      handBack();
    }
    switch (verdicts) {
      case NONE -> {}
      case TOLD -> reporter.flush();
    }
    claim.delete();
  }

  private void handBack() {
    send(outstanding, work.attempts());
    if (claim.stopped().isPresent()) {
      reporter.emit(
          WorkerEvent.Type.INTERRUPTED,
          ref(),
          "frame %d was in work".formatted(outstanding.first()));
    }
    reporter.emit(
        WorkerEvent.Type.HANDED_BACK,
        ref(),
        "frames %s go back to the queue".formatted(outstanding));
  }
}
