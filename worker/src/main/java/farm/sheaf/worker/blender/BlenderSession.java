package farm.sheaf.worker.blender;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A session with a real Blender.
 *
 * <p>In a scene with an unbaked simulation the driver can only go on, so a frame at or before the
 * one where it stands is rendered by a new Blender, from the simulation's start.
 */
final class BlenderSession implements Session {
  private static final int NOWHERE = Integer.MIN_VALUE;
  private static final int PAST_ALL = Integer.MAX_VALUE;

  private final SceneOpening opening;
  private final SceneReport report;
  private final Outbox outbox;
  private final Path previews;
  private volatile BlenderProcess process;
  private volatile boolean aborted;
  private int standsAt = NOWHERE;

  BlenderSession(SceneOpening opening, BlenderProcess process, SceneReport report)
      throws IOException {
    this.opening = opening;
    this.process = process;
    this.report = report;
    this.outbox = Outbox.in(opening.setup().scratch(), opening.program().launching());
    this.previews =
        Files.createDirectories(opening.setup().scratch().toAbsolutePath().resolve("previews"));
  }

  @Override
  public SceneReport report() {
    return report;
  }

  @Override
  public RenderResult render(int frame, Path target, Duration timeout) {
    try {
      if (report.simulationStart().isPresent() && frame <= standsAt) {
        Optional<RenderResult> refused = startAgain();
        if (refused.isPresent()) {
          return refused.get();
        }
      }
      standsAt = frame;
      Optional<Path> preview =
          switch (opening.setup().spec().settings().output().format()) {
            case EXR -> Optional.of(previews.resolve(frame + ".png"));
            case PNG, JPEG -> Optional.empty();
          };
      process.send(Order.render(frame, outbox.placeFor(target), preview.map(outbox::placeFor)));
      return new FrameWait(process, outbox, frame, timeout).until(target, preview);
    } catch (InterruptedException e) {
      abort();
      Thread.currentThread().interrupt();
      return new RenderResult.Failed(
          FailureKind.CRASH, "frame %d was interrupted".formatted(frame));
    }
  }

  private Optional<RenderResult> startAgain() throws InterruptedException {
    process.close();
    if (aborted) {
      return Optional.of(failed("the session was aborted"));
    }
    try {
      process = opening.start();
    } catch (IOException e) {
      return Optional.of(failed("Blender could not be started: " + e.getMessage()));
    }
    if (aborted) {
      process.kill();
    }
    return switch (opening.in(process)) {
      case SceneOpening.Outcome.Ready _ -> Optional.empty();
      case SceneOpening.Outcome.Refused(FailureKind kind, String message) ->
          Optional.of(new RenderResult.Failed(kind, message));
    };
  }

  private static RenderResult failed(String message) {
    return new RenderResult.Failed(FailureKind.CRASH, message);
  }

  @Override
  public MixdownResult mixdown(FrameSet frames, Path wav, Duration timeout) {
    if (frames.size() != (long) frames.last() - frames.first() + 1) {
      return new MixdownResult.Missing(
          "frames %s have gaps, so the scene's sound would not fit; the film has none"
              .formatted(frames));
    }
    standsAt = PAST_ALL;
    process.send(
        Order.mixdown(
            frames, outbox.placeFor(wav), opening.setup().spec().settings().output().fps()));
    try {
      return mixed(process.await(timeout), wav);
    } catch (InterruptedException e) {
      abort();
      Thread.currentThread().interrupt();
      return new MixdownResult.Missing("mixing the scene's sound was interrupted");
    }
  }

  private MixdownResult mixed(Reply reply, Path wav) throws InterruptedException {
    return switch (reply) {
      case Reply.Mixed _ when outbox.take(wav) -> new MixdownResult.Mixed(wav);
      case Reply.Silent _ -> new MixdownResult.Silent();
      case Reply.Failed(FailureKind _, String message, String mark) ->
          new MixdownResult.Missing(
              LastWords.message(
                  "the scene's sound could not be mixed: " + message, process.linesUpTo(mark)));
      case Reply.Refused(FailureKind _, String message, String _) ->
          new MixdownResult.Missing(message);
      case Reply.Gone _ ->
          new MixdownResult.Missing(process.death().message("while it mixed the scene's sound"));
      case Reply.Late _ -> {
        abort();
        yield new MixdownResult.Missing("mixing the scene's sound took too long");
      }
      case Reply.Mixed _,
          Reply.Connected _,
          Reply.Ready _,
          Reply.Stepped _,
          Reply.Rendered _,
          Reply.Pong _ ->
          new MixdownResult.Missing("Blender mixed the scene's sound, and no file is there");
    };
  }

  @Override
  public void abort() {
    aborted = true;
    process.kill();
  }

  @Override
  public boolean alive() {
    return !aborted && process.alive();
  }

  @Override
  public void close() {
    aborted = true;
    process.close();
  }

  /** For tests that look at the process from outside. */
  BlenderProcess process() {
    return process;
  }
}
