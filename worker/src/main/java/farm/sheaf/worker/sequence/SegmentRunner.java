package farm.sheaf.worker.sequence;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.Video;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.work.Segments;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.claim.LeaseLostException;
import farm.sheaf.worker.film.FilmResult;
import farm.sheaf.worker.report.Reporter;
import farm.sheaf.worker.scene.Readiness;
import farm.sheaf.worker.scene.Scratch;
import farm.sheaf.worker.scene.WarmSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Encodes one piece of a film ahead of its turn, while later frames render. Nothing waits for it,
 * so whatever is in the way ends it, and is told as no failure.
 */
final class SegmentRunner {
  private final WarmSession warm;
  private final FrameFiles frames;
  private final Pieces pieces;
  private final Scratch scratch;
  private final Reporter reporter;

  SegmentRunner(
      WarmSession warm, FrameFiles frames, Pieces pieces, Scratch scratch, Reporter reporter) {
    this.warm = warm;
    this.frames = frames;
    this.pieces = pieces;
    this.scratch = scratch;
    this.reporter = reporter;
  }

  void run(Work.Segment work, Claim claim) {
    Optional<String> obstacle;
    try {
      obstacle = attempt(work, claim);
    } catch (LeaseLostException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      obstacle = Optional.of(e.toString());
    }
    obstacle.ifPresent(
        why ->
            reporter.emit(
                WorkerEvent.Type.CLEANED_UP,
                work.ref(),
                "Clean up: piece %d of the film waits for the film's turn: %s"
                    .formatted(work.number() + 1, why)));
    claim.delete();
  }

  /** Why there is no such piece now; empty when it is stored. */
  private Optional<String> attempt(Work.Segment work, Claim claim) throws IOException {
    FrameSet all = work.spec().frames();
    int count = Segments.count(all);
    if (work.spec().settings().output().video() instanceof Video.None
        || work.number() < 0
        || work.number() >= count
        || count == 1) {
      return Optional.of("the job's film has no such piece of its own");
    }
    if (frames.segments(work.ref().jobId(), work.ref().run()).contains(work.number())) {
      return Optional.empty();
    }
    FrameSet needed = Segments.frames(all, work.number());
    FrameSet missing =
        needed.minus(
            frames.present(work.ref().jobId(), work.spec().settings().output().format(), needed));
    if (!missing.isEmpty()) {
      return Optional.of("frames %s are not in the bucket".formatted(missing));
    }
    Optional<FrameRate> asked = work.spec().settings().output().fps();
    if (asked.isPresent()) {
      return encode(work, claim, asked.get());
    }
    return switch (warm.ready(work.spec(), claim)) {
      case Readiness.Ready ready -> encode(work, claim, ready.session().report().fps());
      case Readiness.Refused refused -> Optional.of(refused.message());
      case Readiness.Stopped() -> Optional.of("this worker had to stop");
    };
  }

  private Optional<String> encode(Work.Segment work, Claim claim, FrameRate rate)
      throws IOException {
    if (claim.ending()) {
      return Optional.of("this worker ends");
    }
    Path folder = scratch.fresh("piece");
    try {
      return switch (pieces.encode(FilmWork.of(work, claim, rate, folder), work.number())) {
        case FilmResult.Made _ -> Optional.empty();
        case FilmResult.Gap(int frame) ->
            Optional.of("frame %d is not in the bucket".formatted(frame));
        case FilmResult.Failed(String message) -> Optional.of(message);
      };
    } finally {
      Scratch.remove(folder);
    }
  }
}
