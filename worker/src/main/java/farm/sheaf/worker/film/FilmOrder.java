package farm.sheaf.worker.film;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.Video;

/**
 * What film to make, or what piece of one: a piece is an order for its own frames alone.
 *
 * @param frames in ascending order, one after the other whatever their numbers are
 * @param format of the images that the {@link FrameSource} yields: PNG or JPEG
 * @param rate exact
 */
public record FilmOrder(FrameSet frames, ImageFormat format, FrameRate rate, Video.Film film) {
  public FilmOrder {
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("a film needs frames");
    }
    if (format == ImageFormat.EXR) {
      throw new IllegalArgumentException("EXR is scene light: make the film of the previews");
    }
  }

  /** The same film of other frames. */
  public FilmOrder of(FrameSet others) {
    return new FilmOrder(others, format, rate, film);
  }

  TimeGrid grid() {
    return TimeGrid.of(rate);
  }
}
