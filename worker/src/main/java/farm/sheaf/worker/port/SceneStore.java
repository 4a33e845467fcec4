package farm.sheaf.worker.port;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.scene.SceneVersion;
import java.nio.file.Path;
import java.util.Optional;

/** Scenes and films. */
public interface SceneStore {
  /** What came of a download. */
  sealed interface Download {
    record Downloaded() implements Download {}

    /** Another version has taken its place. */
    record Replaced() implements Download {}

    /** There is no such object any more. */
    record Gone() implements Download {}
  }

  /**
   * Writes exactly this version of a scene file.
   *
   * @param target a file that is not there yet
   */
  Download download(SceneVersion version, Path target);

  /** The run that made the job's film; empty when there is no film. */
  Optional<Integer> filmRun(JobSpec spec, JobId id);

  /** Stores the film, with the run that made it. */
  void putFilm(JobSpec spec, JobId id, int run, Path film);
}
