package farm.sheaf.worker.film;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.Video;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What film to make.
 *
 * @param frames in ascending order, one after the other whatever their numbers are
 * @param format of the images that the {@link FrameSource} yields: PNG or JPEG
 * @param rate exact
 * @param sound a WAV that starts with the first frame; longer than the film or shorter, it never
 *     changes the film's length
 */
public record FilmOrder(
    FrameSet frames, ImageFormat format, FrameRate rate, Video.Film film, Optional<Path> sound) {
  public FilmOrder {
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("a film needs frames");
    }
    if (format == ImageFormat.EXR) {
      throw new IllegalArgumentException("EXR is scene light: make the film of the previews");
    }
  }
}
