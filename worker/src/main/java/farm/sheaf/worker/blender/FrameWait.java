package farm.sheaf.worker.blender;

import farm.sheaf.core.job.FailureKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The wait for one frame that was ordered.
 *
 * @param timeout for the frame, and for each step of a simulation that leads to it
 */
record FrameWait(BlenderProcess process, Outbox outbox, int frame, Duration timeout) {
  RenderResult until(Path target, Optional<Path> preview) throws InterruptedException {
    Reply reply = process.await(timeout);
    while (reply instanceof Reply.Stepped) {
      reply = process.await(timeout);
    }
    return switch (reply) {
      case Reply.Rendered(Duration took) -> checked(target, preview, took);
      case Reply.Failed(FailureKind kind, String message, String mark) ->
          failed(kind, message, mark);
      case Reply.Refused(FailureKind kind, String message, String mark) ->
          failed(kind, message, mark);
      case Reply.Gone _ -> dead(process.death());
      case Reply.Late _ -> late();
      case Reply.Connected _,
          Reply.Ready _,
          Reply.Stepped _,
          Reply.Mixed _,
          Reply.Silent _,
          Reply.Pong _ -> {
        process.kill();
        yield new RenderResult.Failed(
            FailureKind.CRASH, "the driver answered out of turn: " + reply);
      }
    };
  }

  private RenderResult checked(Path target, Optional<Path> preview, Duration took) {
    for (Path file : preview.stream().toList()) {
      if (!outbox.take(file)) {
        return missing(file);
      }
    }
    return outbox.take(target)
        ? new RenderResult.Rendered(frame, target, preview, took)
        : missing(target);
  }

  private RenderResult missing(Path file) {
    return new RenderResult.Failed(
        FailureKind.CRASH,
        LastWords.message(
            "Blender said that frame %d is rendered, and %s is not there, is empty, or is no plain file"
                .formatted(frame, file),
            process.lines()));
  }

  private RenderResult failed(FailureKind said, String message, String mark)
      throws InterruptedException {
    var lines = process.linesUpTo(mark);
    return new RenderResult.Failed(
        LastWords.kind(said, message, lines),
        LastWords.message("frame %d did not render: %s".formatted(frame, message), lines));
  }

  private RenderResult dead(Death death) {
    return new RenderResult.Failed(death.kind(), death.message("while it rendered frame " + frame));
  }

  private RenderResult late() {
    process.kill();
    return new RenderResult.Failed(
        FailureKind.TIMEOUT,
        ("frame %d was not rendered within its timeout of %d s; raise frameTimeout, or lower the"
                + " samples or the resolution")
            .formatted(frame, timeout.toSeconds()));
  }
}
