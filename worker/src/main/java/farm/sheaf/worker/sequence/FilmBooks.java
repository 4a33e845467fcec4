package farm.sheaf.worker.sequence;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerEvent.Detail;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.claim.Stop;
import farm.sheaf.worker.outage.OutageException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The books of a film's message: what is owed at its end before it may be deleted. A new message is
 * sent before the old one is deleted, and a verdict has arrived before.
 */
final class FilmBooks {
  /**
   * How long a film stays out of sight after its first failed try, and twice as long after the
   * second: what made it fail, such as too little memory, may pass meanwhile.
   */
  static final Duration REST = Duration.ofSeconds(30);

  private final Work.Sequence work;
  private final Claim claim;
  private final SequenceRunner.Farm farm;

  FilmBooks(Work.Sequence work, Claim claim, SequenceRunner.Farm farm) {
    this.work = work;
    this.claim = claim;
    this.farm = farm;
  }

  /** Whether this is the last try that the job allows. */
  static boolean lastTry(Work.Sequence work) {
    return work.attempts() + 1 >= work.spec().settings().work().maxAttempts();
  }

  /** The job's frames that are not in the bucket. */
  FrameSet missing() {
    FrameSet all = work.spec().frames();
    return all.minus(
        OutageException.unless(
            () ->
                farm.frames()
                    .present(work.ref().jobId(), work.spec().settings().output().format(), all)));
  }

  void close(FilmEnd end) {
    switch (end) {
      case FilmEnd.Stored() -> {}
      case FilmEnd.Missing(FrameSet missing) -> tellMissing(missing);
      case FilmEnd.Gap(int frame) -> gap(frame);
      case FilmEnd.Failed(FailureKind kind, String message) -> failed(kind, message);
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
    farm.reporter()
        .emit(
            WorkerEvent.Type.FRAMES_MISSING,
            work.ref(),
            "frames %s are not in the bucket".formatted(missing));
    farm.reporter().flush();
  }

  private void failed(FailureKind kind, String message) {
    switch (kind) {
      case WORKER -> {
        claim.requireHeld();
        farm.declining().decline(work, message);
      }
      case SCENE -> verdict(kind, message);
      case RESOURCE, PLATFORM, TIMEOUT, CRASH -> {
        if (lastTry(work)) {
          verdict(kind, message);
        } else {
          tryAgain(kind, message);
        }
      }
    }
  }

  private void tryAgain(FailureKind kind, String message) {
    claim.requireHeld();
    farm.queue().sendLater(work.plusOne(), REST.multipliedBy(work.attempts() + 1L));
    farm.reporter()
        .emit(
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
    farm.reporter()
        .emit(WorkerEvent.Type.SEQUENCING_FAILED, work.ref(), Detail.failed(kind, message));
    farm.reporter().flush();
  }

  /** Hands the film back; what is encoded of it is stored. */
  private void interrupted() {
    if (claim.stopped().filter(Stop.RUN_OVER::equals).isPresent()) {
      farm.reporter()
          .emit(
              WorkerEvent.Type.CLEANED_UP,
              work.ref(),
              "Clean up: run %d is over".formatted(work.ref().run()));
      return;
    }
    claim.requireHeld();
    farm.queue().send(work);
    if (claim.stopped().isPresent()) {
      farm.reporter().emit(WorkerEvent.Type.INTERRUPTED, work.ref(), "the film was in work");
    }
    farm.reporter()
        .emit(WorkerEvent.Type.HANDED_BACK, work.ref(), "the film goes back to the queue");
  }
}
