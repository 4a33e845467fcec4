package farm.sheaf.worker.sequence;

import farm.sheaf.core.port.SceneFiles;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.film.FfmpegProgram;
import farm.sheaf.worker.film.FilmJoin;
import farm.sheaf.worker.film.FilmResult;
import farm.sheaf.worker.outage.OutageException;
import farm.sheaf.worker.render.Retry;
import farm.sheaf.worker.report.Reporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The last steps of a film: its pieces and its sound become one file, and that goes to S3. */
final class WholeFilm {
  private final SceneFiles scenes;
  private final FfmpegProgram ffmpeg;
  private final Reporter reporter;
  private final Retry retry;

  WholeFilm(SceneFiles scenes, FfmpegProgram ffmpeg, Reporter reporter, Retry retry) {
    this.scenes = scenes;
    this.ffmpeg = ffmpeg;
    this.reporter = reporter;
    this.retry = retry;
  }

  FilmEnd finish(FilmWork film, List<Path> pieces, Optional<Path> sound) throws IOException {
    FilmJoin join = new FilmJoin(ffmpeg, film.folder());
    FilmResult result;
    try (var _ = film.claim().atStop(join::abort)) {
      result = join.join(film.order(), pieces, sound);
    }
    if (film.claim().stopped().isPresent()) {
      return new FilmEnd.Interrupted();
    }
    return switch (result) {
      case FilmResult.Made(Path file) -> upload(film, file);
      case FilmResult.Gap(int frame) -> new FilmEnd.Gap(frame);
      case FilmResult.Failed(String message) -> FilmEnd.Failed.ffmpeg(message);
    };
  }

  /** Nothing of the film is thrown away because one request failed. */
  private FilmEnd upload(FilmWork film, Path file) {
    Work work = film.work();
    var _ =
        OutageException.unless(
            () -> {
              retry.run(
                  () -> {
                    film.claim().requireHeld();
                    scenes.putFilm(work.spec(), film.job(), film.run(), file);
                  });
              return file;
            });
    reporter.emit(WorkerEvent.Type.FILM_UPLOADED, work.ref(), "Uploading mp4 file to S3");
    reporter.emit(WorkerEvent.Type.CLEANED_UP, work.ref(), "Clean up");
    return new FilmEnd.Stored();
  }
}
