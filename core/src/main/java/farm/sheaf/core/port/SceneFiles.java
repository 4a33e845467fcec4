package farm.sheaf.core.port;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.scene.SceneVersion;
import java.nio.file.Path;
import java.util.Optional;

/** The bucket of scenes and films. */
public interface SceneFiles {
  /** What came of a download. */
  sealed interface Download {
    /** It is there, whole, in exactly the version that was asked for. */
    record Downloaded() implements Download {}

    /** Another version has taken its place. */
    record Replaced() implements Download {}

    /** There is no such object any more. */
    record Gone() implements Download {}
  }

  /** The object of exactly this key; empty when there is none. */
  Optional<SceneVersion> find(String key);

  /**
   * The first bytes of a version.
   *
   * @param most at most this many bytes; fewer when the object is shorter
   */
  byte[] head(SceneVersion version, int most);

  /**
   * Fetches a scene file whole, in exactly this version, or leaves nothing at the target.
   *
   * @param target where it goes; its folder must exist, a file that is there is replaced
   */
  Download download(SceneVersion version, Path target);

  /** The run that made the job's film; empty when there is no film. */
  Optional<Integer> filmRun(JobSpec spec, JobId id);

  /** Stores a job's film with the run that made it; another one replaces it. */
  void putFilm(JobSpec spec, JobId id, int run, Path film);

  /** Removes the job's film; harmless when there is none. */
  void deleteFilm(JobSpec spec, JobId id);
}
