package farm.sheaf.core.port;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.scene.SceneVersion;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The three buckets in memory, for tests of use cases. */
public final class InMemoryFiles implements SceneFiles, FrameFiles, LogFiles {
  private final Map<String, byte[]> scenes = new HashMap<>();
  private final Map<String, Integer> filmRuns = new HashMap<>();
  private final Map<JobId, FrameSet> frames = new HashMap<>();
  private final Map<JobId, Integer> lowestLiveRuns = new HashMap<>();
  private final Map<String, String> logs = new TreeMap<>();

  public void upload(String key, byte[] content) {
    scenes.put(key, content);
  }

  /** As a worker does. */
  public void putFrames(JobId id, FrameSet more) {
    frames.merge(id, more, FrameSet::union);
  }

  public void loseFrames(JobId id, FrameSet lost) {
    frames.computeIfPresent(id, (_, there) -> there.minus(lost));
  }

  /** As a worker does. */
  public void putFilm(JobSpec spec, JobId id, int run) {
    filmRuns.put(Keys.film(spec, id), run);
  }

  public FrameSet frames(JobId id) {
    return frames.getOrDefault(id, FrameSet.EMPTY);
  }

  /** 1 unless told otherwise. */
  public int lowestLiveRun(JobId id) {
    return lowestLiveRuns.getOrDefault(id, 1);
  }

  public Map<String, String> logs() {
    return logs;
  }

  @Override
  public Optional<SceneVersion> find(String key) {
    return Optional.ofNullable(scenes.get(key))
        .map(
            content ->
                new SceneVersion(
                    key, Integer.toHexString(Arrays.hashCode(content)), content.length));
  }

  @Override
  public byte[] head(SceneVersion version, int most) {
    byte[] content = scenes.getOrDefault(version.key(), new byte[0]);
    return Arrays.copyOf(content, Math.min(most, content.length));
  }

  @Override
  public Optional<Integer> filmRun(JobSpec spec, JobId id) {
    return Optional.ofNullable(filmRuns.get(Keys.film(spec, id)));
  }

  @Override
  public void deleteFilm(JobSpec spec, JobId id) {
    filmRuns.remove(Keys.film(spec, id));
  }

  @Override
  public FrameSet present(JobId id, ImageFormat format, FrameSet of) {
    return frames(id).intersect(of);
  }

  @Override
  public void delete(JobId id, ImageFormat format, FrameSet gone) {
    loseFrames(id, gone);
  }

  @Override
  public void letDieBelow(JobId id, int lowestLiveRun) {
    lowestLiveRuns.merge(id, lowestLiveRun, Math::max);
  }

  @Override
  public void put(String key, String text) {
    logs.put(key, text);
  }

  /** Frames and logs alike: both buckets keep a job's under its own prefix. */
  @Override
  public void deleteAll(JobId id) {
    frames.remove(id);
    logs.keySet().removeIf(key -> key.startsWith(Keys.jobLogs(id)));
  }
}
