package farm.sheaf.core.port;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.scene.SceneVersion;
import java.util.Optional;

/** The bucket of scenes and films. */
public interface SceneFiles {
  /** The object of exactly this key; empty when there is none. */
  Optional<SceneVersion> find(String key);

  /**
   * The first bytes of a version.
   *
   * @param most at most this many bytes; fewer when the object is shorter
   */
  byte[] head(SceneVersion version, int most);

  /** The run that made the job's film; empty when there is no film. */
  Optional<Integer> filmRun(JobSpec spec, JobId id);

  /** Removes the job's film; harmless when there is none. */
  void deleteFilm(JobSpec spec, JobId id);
}
