package farm.sheaf.worker.film;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Judges a finished film, or a piece of one, by what ffprobe finds in it, because ffmpeg's exit
 * status proves little.
 */
final class FilmCheck {
  private FilmCheck() {}

  /** What is wrong with its pictures; empty when they are as they were ordered. */
  static Optional<String> problem(FilmOrder order, FilmProbe probe) {
    if (!probe.trouble().isEmpty()) {
      return Optional.of("ffprobe cannot read the film: " + probe.trouble());
    }
    if (probe.field("codec_type").isEmpty()) {
      return Optional.of("the film has no picture");
    }
    int frames = order.frames().size();
    if (probe.times().size() != frames || !probe.field("pix_fmt").equals("yuv420p")) {
      return Optional.of(
          "the film should have %d frames in yuv420p, but ffprobe finds %d in %s"
              .formatted(frames, probe.times().size(), probe.field("pix_fmt")));
    }
    return offBeat(order.grid(), probe);
  }

  /** One time line: frame {@code n} begins at {@code n} steps, whatever the order in the file. */
  private static Optional<String> offBeat(TimeGrid grid, FilmProbe probe) {
    String base = "1/" + grid.scale();
    if (!probe.field("time_base").equals(base)) {
      return Optional.of(
          "the film should count time in %s s, but ffprobe finds %s"
              .formatted(base, probe.field("time_base")));
    }
    List<Long> times = probe.times().stream().sorted().toList();
    for (int place = 0; place < times.size(); place++) {
      if (times.get(place) != place * grid.step()) {
        return Optional.of(
            "picture %d of the film should begin at %d/%d s, but begins at %d/%d s"
                .formatted(
                    place, place * grid.step(), grid.scale(), times.get(place), grid.scale()));
      }
    }
    return Optional.empty();
  }

  /** What is wrong with its sound; empty when it has some. */
  static Optional<String> silence(FfmpegProgram program, Path film) throws IOException {
    return FilmProbe.hasSound(program, film)
        ? Optional.empty()
        : Optional.of("the film has no sound");
  }
}
