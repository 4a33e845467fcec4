package farm.sheaf.worker.sequence;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerEvent.Detail;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.claim.Stop;
import farm.sheaf.worker.report.Reporter;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The books of a film's message: what is owed at its end before it may be deleted. A new message is
 * sent before the old one is deleted, and a verdict has arrived before.
 */
final class FilmBooks {
  private final Work.Sequence work;
  private final Claim claim;
  private final FrameFiles frames;
  private final WorkQueue queue;
  private final Reporter reporter;

  FilmBooks(
      Work.Sequence work, Claim claim, FrameFiles frames, WorkQueue queue, Reporter reporter) {
    this.work = work;
    this.claim = claim;
    this.frames = frames;
    this.queue = queue;
    this.reporter = reporter;
  }

  /** Whether this is the last try that the job allows. */
  static boolean lastTry(Work.Sequence work) {
    return work.attempts() + 1 >= work.spec().settings().work().maxAttempts();
  }

  /** The job's frames that are not in the bucket. */
  FrameSet missing() {
    FrameSet all = work.spec().frames();
    return all.minus(
        frames.present(work.ref().jobId(), work.spec().settings().output().format(), all));
  }

  void close(FilmEnd end) {
    switch (end) {
      case FilmEnd.Stored() -> {}
      case FilmEnd.Missing(FrameSet missing) -> tellMissing(missing);
      case FilmEnd.Gap(int frame) -> gap(frame);
      case FilmEnd.Failed(FailureKind kind, String message) when triesAgain(end) ->
          tryAgain(kind, message);
      case FilmEnd.Failed(FailureKind kind, String message) -> verdict(kind, message);
      case FilmEnd.Interrupted() -> interrupted();
    }
    claim.delete();
  }

  /** Listed a moment ago and gone now; or an EXR frame whose preview is gone. */
  private void gap(int frame) {
    FrameSet missing = missing();
    if (missing.isEmpty()) {
      verdict(
          FailureKind.SCENE,
          "the preview of frame %d is not in the bucket; requeue the job with \"frames\": \"%d\""
              .formatted(frame, frame));
    } else {
      tellMissing(missing);
    }
  }

  private void tellMissing(FrameSet missing) {
    reporter.emit(
        WorkerEvent.Type.FRAMES_MISSING,
        work.ref(),
        "frames %s are not in the bucket".formatted(missing));
    reporter.flush();
  }

  /** Whether the film is sent again because it failed, with one attempt less. */
  boolean triesAgain(FilmEnd end) {
    return end instanceof FilmEnd.Failed failed && failed.kind().retryable() && !lastTry(work);
  }

  private void tryAgain(FailureKind kind, String message) {
    claim.requireHeld();
    queue.send(work.plusOne());
    reporter.emit(
        WorkerEvent.Type.SEQUENCING_RETRIED,
        work.ref(),
        new Detail(
            OptionalInt.empty(),
            OptionalInt.of(work.attempts() + 1),
            Optional.empty(),
            Optional.of(kind),
            message));
  }

  private void verdict(FailureKind kind, String message) {
    reporter.emit(WorkerEvent.Type.SEQUENCING_FAILED, work.ref(), Detail.failed(kind, message));
    reporter.flush();
  }

  /** Hands the film back; what is encoded of it is stored. */
  private void interrupted() {
    if (claim.stopped().filter(Stop.RUN_OVER::equals).isPresent()) {
      reporter.emit(
          WorkerEvent.Type.CLEANED_UP,
          work.ref(),
          "Clean up: run %d is over".formatted(work.ref().run()));
      return;
    }
    claim.requireHeld();
    queue.send(work);
    if (claim.stopped().isPresent()) {
      reporter.emit(WorkerEvent.Type.INTERRUPTED, work.ref(), "the film was in work");
    }
    reporter.emit(WorkerEvent.Type.HANDED_BACK, work.ref(), "the film goes back to the queue");
  }
}
