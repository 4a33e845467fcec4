package farm.sheaf.worker.sequence;

import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.blender.MixdownResult;
import farm.sheaf.worker.blender.Session;
import farm.sheaf.worker.report.Reporter;
import farm.sheaf.worker.scene.Readiness;
import farm.sheaf.worker.scene.WarmSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The sound of a film, which the open scene alone knows. */
final class SoundTrack {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final WarmSession warm;
  private final Reporter reporter;

  SoundTrack(WarmSession warm, Reporter reporter) {
    this.warm = warm;
    this.reporter = reporter;
  }

  /** What came of it. */
  sealed interface Sound {
    /**
     * The film can be made.
     *
     * @param wav empty where there is no sound, or none that could be had
     */
    record Settled(Optional<Path> wav) implements Sound {}

    /** Not this time. */
    record Without(FilmEnd end) implements Sound {}
  }

  /** Mixes the sound; the scene is opened again when its Blender has died since. */
  Sound mixed(Work.Sequence work, FilmWork film) throws IOException {
    return switch (warm.ready(work.spec(), film.claim())) {
      case Readiness.Refused refused ->
          new Sound.Without(new FilmEnd.Failed(refused.kind(), refused.message()));
      case Readiness.Stopped() -> new Sound.Without(new FilmEnd.Interrupted());
      case Readiness.Ready ready -> mixed(work, film, ready.session());
    };
  }

  private Sound mixed(Work.Sequence work, FilmWork film, Session session) {
    MixdownResult result;
    try (var _ = film.claim().atStop(session::abort)) {
      result = session.mixdown(work.spec().frames(), film.folder().resolve("sound.wav"), PATIENCE);
    }
    if (film.claim().stopped().isPresent()) {
      return new Sound.Without(new FilmEnd.Interrupted());
    }
    return switch (result) {
      case MixdownResult.Mixed(Path wav) -> new Sound.Settled(Optional.of(wav));
      case MixdownResult.Silent() -> new Sound.Settled(Optional.empty());
      case MixdownResult.Missing(String message) -> missing(work, session, message);
    };
  }

  /**
   * A Blender that died over it may fare better another time; in the end a silent film is a film.
   */
  private Sound missing(Work.Sequence work, Session session, String message) {
    if (!session.alive() && !FilmBooks.lastTry(work)) {
      return new Sound.Without(new FilmEnd.Failed(FailureKind.CRASH, message));
    }
    reporter.emit(WorkerEvent.Type.WARNING, work.ref(), message);
    return new Sound.Settled(Optional.empty());
  }
}
