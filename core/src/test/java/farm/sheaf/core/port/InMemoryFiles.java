package farm.sheaf.core.port;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.scene.SceneVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The three buckets in memory, for tests of use cases. Which frames are there is a set, so that a
 * test may have many frames that have no image.
 */
public final class InMemoryFiles implements SceneFiles, FrameFiles, LogFiles {
  private final Map<String, byte[]> scenes = new HashMap<>();
  private final Map<String, Integer> filmRuns = new HashMap<>();
  private final Map<JobId, FrameSet> frames = new HashMap<>();
  private final Map<String, byte[]> contents = new TreeMap<>();
  private final Map<JobId, Integer> lowestLiveRuns = new HashMap<>();
  private final Map<String, String> logs = new TreeMap<>();
  private int lists;

  public void upload(String key, byte[] content) {
    scenes.put(key, content);
  }

  /** As a worker does, but without images. */
  public void putFrames(JobId id, FrameSet more) {
    frames.merge(id, more, FrameSet::union);
  }

  public void loseFrames(JobId id, FrameSet lost) {
    frames.computeIfPresent(id, (_, there) -> there.minus(lost));
  }

  /** As a worker does, but without the film itself. */
  public void putFilm(JobSpec spec, JobId id, int run) {
    filmRuns.put(Keys.film(spec, id), run);
  }

  /** How often the bucket of frames was listed. */
  public int lists() {
    return lists;
  }

  public FrameSet frames(JobId id) {
    return frames.getOrDefault(id, FrameSet.EMPTY);
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
  public Download download(SceneVersion version, Path target) {
    Optional<SceneVersion> there = find(version.key());
    if (there.filter(version::equals).isPresent()) {
      write(scenes.getOrDefault(version.key(), new byte[0]), target);
      return new Download.Downloaded();
    }
    return there.isPresent() ? new Download.Replaced() : new Download.Gone();
  }

  @Override
  public Optional<Integer> filmRun(JobSpec spec, JobId id) {
    return Optional.ofNullable(filmRuns.get(Keys.film(spec, id)));
  }

  @Override
  public void putFilm(JobSpec spec, JobId id, int run, Path film) {
    contents.put(Keys.film(spec, id), read(film));
    putFilm(spec, id, run);
  }

  @Override
  public void deleteFilm(JobSpec spec, JobId id) {
    contents.remove(Keys.film(spec, id));
    filmRuns.remove(Keys.film(spec, id));
  }

  @Override
  public FrameSet present(JobId id, ImageFormat format, FrameSet of) {
    lists++;
    return frames(id).intersect(of);
  }

  @Override
  public void put(JobId id, int frame, ImageFormat format, Path image) {
    contents.put(Keys.frame(id, frame, format), read(image));
    putFrames(id, FrameSet.of(frame));
  }

  @Override
  public void putPreview(JobId id, int frame, Path preview) {
    contents.put(Keys.preview(id, frame), read(preview));
  }

  @Override
  public boolean fetchForFilm(JobId id, int frame, ImageFormat format, Path target) {
    return switch (format) {
      case EXR -> fetch(Keys.preview(id, frame), target);
      case PNG, JPEG -> fetch(Keys.frame(id, frame, format), target);
    };
  }

  @Override
  public void putSegment(JobId id, int run, int number, Path segment) {
    contents.put(Keys.segment(id, run, number), read(segment));
  }

  @Override
  public boolean fetchSegment(JobId id, int run, int number, Path target) {
    return fetch(Keys.segment(id, run, number), target);
  }

  @Override
  public Set<Integer> segments(JobId id, int run) {
    Set<Integer> numbers = new TreeSet<>();
    contents.keySet().stream()
        .filter(key -> key.startsWith(Keys.segments(id, run)))
        .forEach(key -> Keys.parseSegment(key).ifPresent(found -> numbers.add(found.number())));
    return numbers;
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
  public int lowestLiveRun(JobId id) {
    return lowestLiveRuns.getOrDefault(id, 1);
  }

  @Override
  public void put(String key, String text) {
    logs.put(key, text);
  }

  /** Frames and logs alike: both buckets keep a job's under its own prefix. */
  @Override
  public void deleteAll(JobId id) {
    frames.remove(id);
    contents.keySet().removeIf(key -> key.startsWith(id + "/"));
    logs.keySet().removeIf(key -> key.startsWith(Keys.jobLogs(id)));
  }

  private boolean fetch(String key, Path target) {
    byte[] content = contents.get(key);
    if (content != null) {
      write(content, target);
    }
    return content != null;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(byte[] content, Path target) {
    try {
      Files.write(target, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
