package farm.sheaf.worker.sequence;

import farm.sheaf.core.frame.FrameSet;
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

  /** Sound runs with the scene's time, so it fits only a film that leaves no frame out. */
  private Optional<Path> sound(Work.Sequence work, Session session, Path folder) {
    FrameSet frames = work.spec().frames();
    return switch (session.mixdown(frames, folder.resolve("sound.wav"), PATIENCE)) {
      case MixdownResult.Silent() -> Optional.empty();
      case MixdownResult.Missing missing -> {
        reporter.emit(WorkerEvent.Type.WARNING, work.ref(), missing.message());
        yield Optional.empty();
      }
      case MixdownResult.Mixed mixed -> {
        boolean whole = frames.size() == frames.last() - frames.first() + 1;
        if (!whole) {
          reporter.emit(
              WorkerEvent.Type.WARNING,
              work.ref(),
              "the film is without the scene's sound: frames %s leave some out".formatted(frames));
        }
        yield whole ? Optional.of(mixed.wav()) : Optional.empty();
      }
    };
  }
}
