package farm.sheaf.worker.sequence;

import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.Video;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.blender.MixdownResult;
import farm.sheaf.worker.blender.Session;
import farm.sheaf.worker.film.FilmOrder;
import farm.sheaf.worker.report.Reporter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Completes the order for a film with what only the open scene knows: its rate and its sound. */
final class SoundTrack {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Reporter reporter;

  SoundTrack(Reporter reporter) {
    this.reporter = reporter;
  }

  FilmOrder order(Work.Sequence work, Video.Film film, Session session, Path folder) {
    ImageFormat format =
        switch (work.spec().settings().output().format()) {
          case PNG, EXR -> ImageFormat.PNG;
          case JPEG -> ImageFormat.JPEG;
        };
    return new FilmOrder(
        work.spec().frames(),
        format,
        work.spec().settings().output().fps().orElse(session.report().fps()),
        film,
        sound(work, session, folder));
  }

  private Optional<Path> sound(Work.Sequence work, Session session, Path folder) {
    Path wav = folder.resolve("sound.wav");
    return switch (session.mixdown(work.spec().frames(), wav, PATIENCE)) {
      case MixdownResult.Mixed mixed -> Optional.of(mixed.wav());
      case MixdownResult.Silent() -> Optional.empty();
      case MixdownResult.Missing missing -> {
        reporter.emit(WorkerEvent.Type.WARNING, work.ref(), missing.message());
        yield Optional.empty();
      }
    };
  }
}
