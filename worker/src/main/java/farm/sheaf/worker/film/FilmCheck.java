package farm.sheaf.worker.film;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Judges a finished film by what ffprobe finds in it, because ffmpeg's exit status proves little.
 */
final class FilmCheck {
  private FilmCheck() {}

  /** What is wrong with a film; empty when it is as it was ordered. */
  static Optional<String> problem(FfmpegProgram program, FilmOrder order, Path film)
      throws IOException {
    Answer answer = Answer.of(FfmpegCommand.check(program, film, order.sound()));
    if (answer.exit() != 0) {
      return Optional.of("ffprobe cannot read the film: " + answer.lastLines());
    }
    String wanted = "nb_read_packets=" + order.frames().size();
    Optional<String> video =
        answer.output().lines().filter(l -> l.contains("codec_type=video")).findFirst();
    if (video.isEmpty()) {
      return Optional.of("the film has no picture");
    }
    if (!field(video.get(), wanted) || !field(video.get(), "pix_fmt=yuv420p")) {
      return Optional.of(
          "the film should have %d frames in yuv420p, but ffprobe finds: %s"
              .formatted(order.frames().size(), video.get()));
    }
    boolean silent = answer.output().lines().noneMatch(l -> l.contains("codec_type=audio"));
    return order.sound().isPresent() && silent
        ? Optional.of("the film has no sound")
        : Optional.empty();
  }

  private static boolean field(String line, String keyAndValue) {
    return ("|" + line + "|").contains("|" + keyAndValue + "|");
  }
}
