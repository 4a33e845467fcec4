package farm.sheaf.worker.film;

import java.nio.file.Path;

/** What came of a film. There is no film with a gap. */
public sealed interface FilmResult {
  /** The film, complete and checked. */
  record Made(Path film) implements FilmResult {}

  /** A frame is not there, or was not when its turn came. */
  record Gap(int frame) implements FilmResult {}

  /**
   * No film.
   *
   * @param message what happened, in ffmpeg's own words where it had some
   */
  record Failed(String message) implements FilmResult {}
}
