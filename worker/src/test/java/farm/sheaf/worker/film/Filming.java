package farm.sheaf.worker.film;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.Video;
import farm.sheaf.core.work.Segments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes films in a folder, piece by piece as a worker does. */
record Filming(Path folder) {
  static final FfmpegProgram PROGRAM = InstalledFfmpeg.program();
  static final Video.Film H264 = new Video.Film(Video.Codec.H264, 10);

  static FilmOrder order(FrameSet frames, String rate) {
    return order(frames, rate, H264);
  }

  static FilmOrder order(FrameSet frames, String rate, Video.Film film) {
    return new FilmOrder(frames, ImageFormat.PNG, FrameRate.parse(rate), film);
  }

  List<Path> pieces(FilmOrder order, FrameSource source) throws IOException {
    List<Path> pieces = new ArrayList<>();
    for (int number = 0; number < Segments.count(order.frames()); number++) {
      FilmOrder piece = order.of(Segments.frames(order.frames(), number));
      Path target = folder.resolve("piece%d.mp4".formatted(number));
      assertThat(new FilmMaker(PROGRAM, folder).make(piece, source, target))
          .isEqualTo(new FilmResult.Made(target));
      pieces.add(target);
    }
    return pieces;
  }

  Path joined(FilmOrder order, List<Path> pieces, Optional<Path> sound) throws IOException {
    FilmResult result = new FilmJoin(PROGRAM, folder).join(order, pieces, sound);
    assertThat(result).isInstanceOf(FilmResult.Made.class);
    return ((FilmResult.Made) result).film();
  }

  Path film(FilmOrder order, FrameSource source) throws IOException {
    return joined(order, pieces(order, source), Optional.empty());
  }
}
