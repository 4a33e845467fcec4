package farm.sheaf.worker.sequence;

import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Video;
import farm.sheaf.core.work.Segments;
import farm.sheaf.core.work.Work;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.film.FilmOrder;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * A film in work on this worker, whole or a piece of it: for whom, under which claim, of what, and
 * where.
 *
 * @param folder for all its files; the film's end removes it
 */
record FilmWork(Work work, Claim claim, FilmOrder order, Path folder) {

  /**
   * @throws IllegalArgumentException for a job that wants no film
   */
  static FilmWork of(Work work, Claim claim, FrameRate rate, Path folder) {
    Video.Film film =
        switch (work.spec().settings().output().video()) {
          case Video.Film wanted -> wanted;
          case Video.None() ->
              throw new IllegalArgumentException("a job without film has nothing to sequence");
        };
    ImageFormat shown =
        switch (work.spec().settings().output().format()) {
          case PNG, EXR -> ImageFormat.PNG;
          case JPEG -> ImageFormat.JPEG;
        };
    return new FilmWork(
        work, claim, new FilmOrder(work.spec().frames(), shown, rate, film), folder);
  }

  JobId job() {
    return work.ref().jobId();
  }

  int run() {
    return work.ref().run();
  }

  /** Of the job's frames, of which the film may show previews. */
  ImageFormat format() {
    return work.spec().settings().output().format();
  }

  int pieces() {
    return Segments.count(order.frames());
  }

  IntStream numbers() {
    return IntStream.range(0, pieces());
  }

  FilmOrder piece(int number) {
    return order.of(Segments.frames(order.frames(), number));
  }

  Path file(int number) {
    return folder.resolve("piece%05d.mp4".formatted(number));
  }
}
