package farm.sheaf.worker.sequence;

import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.film.FfmpegProgram;
import farm.sheaf.worker.film.FilmMaker;
import farm.sheaf.worker.film.FilmResult;
import farm.sheaf.worker.film.PieceKind;
import farm.sheaf.worker.outage.OutageException;
import farm.sheaf.worker.render.Retry;
import farm.sheaf.worker.report.Reporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The pieces of films: those that a run has stored are fetched, the others encoded and stored, so
 * that whoever goes on with a film begins where the last one ended. A film of one piece stores
 * none: there is nothing to go on from.
 */
final class Pieces {
  private final FrameFiles frames;
  private final FfmpegProgram ffmpeg;
  private final Reporter reporter;
  private final Retry retry;

  Pieces(FrameFiles frames, FfmpegProgram ffmpeg, Reporter reporter, Retry retry) {
    this.frames = frames;
    this.ffmpeg = ffmpeg;
    this.reporter = reporter;
    this.retry = retry;
  }

  /** The numbers of those that this run has stored. */
  Set<Integer> stored(FilmWork film) {
    return film.pieces() == 1
        ? Set.of()
        : OutageException.unless(() -> frames.segments(film.job(), film.run()));
  }

  /** Fetches a stored piece; empty when there is none, or none that is as it was ordered. */
  Optional<PieceKind> fetch(FilmWork film, int number) throws IOException {
    Path file = film.file(number);
    boolean there = patiently(() -> frames.fetchSegment(film.job(), film.run(), number, file));
    return there ? PieceKind.of(ffmpeg, film.piece(number), file) : Optional.empty();
  }

  /** Encodes a piece, whether there is one or not, and stores it. */
  FilmResult encode(FilmWork film, int number) throws IOException {
    FilmMaker maker = new FilmMaker(ffmpeg, film.folder());
    FilmResult result;
    try (var _ = film.claim().atStop(maker::abort)) {
      result =
          maker.make(
              film.piece(number), (frame, target) -> fetch(film, frame, target), film.file(number));
    }
    if (result instanceof FilmResult.Made && film.pieces() > 1) {
      store(film, number);
    }
    return result;
  }

  private boolean fetch(FilmWork film, int frame, Path target) {
    return patiently(() -> frames.fetchForFilm(film.job(), frame, film.format(), target));
  }

  private void store(FilmWork film, int number) throws IOException {
    var _ =
        patiently(
            () -> {
              film.claim().requireHeld();
              frames.putSegment(film.job(), film.run(), number, film.file(number));
              return number;
            });
    reporter.emit(
        WorkerEvent.Type.SEGMENT_STORED,
        film.work().ref(),
        "piece %d of %d of the film, frames %s, %d bytes"
            .formatted(
                number + 1,
                film.pieces(),
                film.piece(number).frames(),
                Files.size(film.file(number))));
  }

  private <T> T patiently(Supplier<T> request) {
    return OutageException.unless(() -> retry.get(request));
  }

  /** What a piece in the folder was encoded with. */
  Optional<PieceKind> kind(FilmWork film, int number) throws IOException {
    return PieceKind.of(ffmpeg, film.piece(number), film.file(number));
  }
}
