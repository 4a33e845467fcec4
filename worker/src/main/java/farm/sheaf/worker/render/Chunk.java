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
import farm.sheaf.worker.outage.OutageException;
import java.util.List;
import java.util.OptionalInt;

/**
 * The books of one message: which of its frames are settled, which nobody has begun, and what is
 * owed before it may be deleted.
 *
 * <p>What is done about a failed frame depends on the kind of failure and its count alone. New
 * messages are sent before the old one is deleted: a crash in between renders a frame twice, never
 * not at all. Frames are rendered on one thread and may be shared out on another.
 */
final class Chunk {
  private final Work.Render work;
  private final Claim claim;
  private final ChunkRunner.Farm farm;
  private FrameSet outstanding;
  private FrameSet unbegun;
  private int ended;
  private Verdicts verdicts = Verdicts.NONE;

  /** Whether this message's end includes a verdict, which must not get lost. */
  private enum Verdicts {
    NONE,
    TOLD
  }

  Chunk(Work.Render work, Claim claim, ChunkRunner.Farm farm) {
    this.work = work;
    this.claim = claim;
    this.farm = farm;
    this.outstanding = work.frames();
    this.unbegun = work.frames();
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
  synchronized FrameSet outstanding() {
    return outstanding;
  }

  /** The next frame, which counts as begun; none when others have the rest. */
  synchronized OptionalInt begin() {
    if (unbegun.isEmpty()) {
      return OptionalInt.empty();
    }
    int frame = unbegun.first();
    unbegun = unbegun.minus(FrameSet.of(frame));
    return OptionalInt.of(frame);
  }

  /** A frame that was begun has its image: that tells the pace. */
  synchronized void frameEnded() {
    ended++;
  }

  /** Nothing more is to be done about these frames. */
  synchronized void settle(FrameSet frames) {
    outstanding = outstanding.minus(frames);
    unbegun = unbegun.minus(frames);
  }

  /** Nothing more is to be done about those of these frames that are in the bucket. */
  void settlePresent(FrameSet frames) {
    settle(
        OutageException.unless(
            () ->
                farm.frames()
                    .present(ref().jobId(), work.spec().settings().output().format(), frames)));
  }

  void stored(Stored stored) {
    switch (stored) {
      case Stored.Well well -> settle(FrameSet.of(well.frame()));
      case Stored.Failed failed -> failed(failed.frame(), failed.kind(), failed.message());
    }
  }

  /** Sends the frame round again, alone, or tells that it will not come. */
  synchronized void failed(int frame, FailureKind kind, String message) {
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
  synchronized void failAll(FailureKind kind, String message) {
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

  /** This worker can render none of them, and another may. */
  synchronized void decline(String why) {
    claim.requireHeld();
    farm.declining().decline(work.with(outstanding, work.attempts()), why);
    settle(outstanding);
  }

  /** No frame of the whole job can come. */
  synchronized void jobFailed(FailureKind kind, String message) {
    verdicts = Verdicts.TOLD;
    farm.reporter().emit(WorkerEvent.Type.JOB_FAILED, ref(), Detail.failed(kind, message));
    settle(outstanding);
  }

  private boolean mayTryAgain(FailureKind kind, int failures) {
    return kind.retryable() && failures < work.spec().settings().work().maxAttempts();
  }

  private void tell(
      WorkerEvent.Type type, int frame, Attempts counted, FailureKind kind, String message) {
    farm.reporter().emit(type, ref(), Detail.failed(frame, counted.of(frame), kind, message));
  }

  private void send(FrameSet frames, Attempts attempts) {
    claim.requireHeld();
    farm.queue().send(work.with(frames, attempts));
  }

  /**
   * Sends what nobody has begun to other workers, cut by the pace so far; this message goes on with
   * what was begun. It costs no attempt. A message that came before may have been shared out then,
   * so what others have done since is looked up.
   */
  synchronized void share() {
    if (claim.stopped().isPresent()) {
      return;
    }
    if (!unbegun.isEmpty() && work.story().cause() == Work.Cause.REPAIR) {
      settlePresent(unbegun);
    }
    FrameSet rest = unbegun;
    List<FrameSet> shares = Shares.of(rest, ended);
    for (int from = 0; from < shares.size(); from += WorkQueue.BATCH) {
      List<FrameSet> batch = shares.subList(from, Math.min(shares.size(), from + WorkQueue.BATCH));
      claim.requireHeld();
      farm.queue()
          .send(
              work.spec().settings().work().pool(),
              batch.stream().<Work>map(share -> work.with(share, work.attempts())).toList());
      batch.forEach(this::settle);
    }
    if (!rest.isEmpty()) {
      handedBack(
          "frames %s go to other workers, in messages of up to %d frames"
              .formatted(rest, shares.getFirst().size()));
    }
  }

  /**
   * Hands back what is outstanding, makes sure that verdicts have arrived, and deletes the message.
   */
  synchronized void end() {
    boolean over = claim.stopped().filter(Stop.RUN_OVER::equals).isPresent();
    if (over) {
      farm.reporter()
          .emit(
              WorkerEvent.Type.CLEANED_UP,
              ref(),
              "Clean up: run %d is over".formatted(ref().run()));
    } else if (!outstanding.isEmpty()) {
      handBack();
    }
    close();
  }

  /** Like {@link #end}, while the buckets are away: others, too, would try in vain just now. */
  synchronized void endIn(OutageException outage) {
    claim.requireHeld();
    farm.queue().sendLater(work.with(outstanding, work.attempts()), OutageException.DELAY);
    handedBack("frames %s go back to the queue: %s".formatted(outstanding, outage.getMessage()));
    close();
  }

  private void handBack() {
    send(outstanding, work.attempts());
    if (claim.stopped().isPresent()) {
      farm.reporter()
          .emit(
              WorkerEvent.Type.INTERRUPTED,
              ref(),
              "frame %d was in work".formatted(outstanding.first()));
    }
    handedBack("frames %s go back to the queue".formatted(outstanding));
  }

  private void handedBack(String message) {
    farm.reporter().emit(WorkerEvent.Type.HANDED_BACK, ref(), message);
  }

  private void close() {
    unbegun = FrameSet.EMPTY;
    switch (verdicts) {
      case NONE -> {}
      case TOLD -> farm.reporter().flush();
    }
    claim.delete();
  }
}
