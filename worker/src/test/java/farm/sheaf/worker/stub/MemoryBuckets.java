package farm.sheaf.worker.stub;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.port.SceneFiles;
import farm.sheaf.core.scene.SceneVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The buckets of scenes and frames in memory, as {@link MemoryFarm} shows them to a worker. */
abstract class MemoryBuckets implements SceneFiles, FrameFiles {
  private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final Map<String, Integer> films = new ConcurrentHashMap<>();
  private final Map<JobId, Integer> lowestLive = new ConcurrentHashMap<>();
  private Download download = new Download.Downloaded();

  /** Called before each request, which fails where this throws. */
  abstract void meet(String deed);

  abstract void did(String deed);

  /** All frames, previews, segments and films, by key. */
  public final Map<String, byte[]> objects() {
    return objects;
  }

  public final void filmOf(JobId id, int run) {
    films.put(id.value(), run);
  }

  /** What comes of every download from now on. */
  public final void downloads(Download result) {
    download = result;
  }

  @Override
  public final Optional<SceneVersion> find(String key) {
    return Optional.empty();
  }

  @Override
  public final byte[] head(SceneVersion version, int most) {
    return new byte[0];
  }

  @Override
  public final Download download(SceneVersion version, Path target) {
    meet("download");
    did("download " + version.key());
    try {
      if (download instanceof Download.Downloaded) {
        Files.writeString(target, "a scene");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return download;
  }

  @Override
  public final Optional<Integer> filmRun(JobSpec spec, JobId id) {
    return Optional.ofNullable(films.get(id.value()));
  }

  @Override
  public final void putFilm(JobSpec spec, JobId id, int run, Path film) {
    meet("put film");
    did("put film");
    objects.put(Keys.film(spec, id), read(film));
    films.put(id.value(), run);
  }

  @Override
  public final void deleteFilm(JobSpec spec, JobId id) {
    objects.remove(Keys.film(spec, id));
    films.remove(id.value());
  }

  @Override
  public final FrameSet present(JobId id, ImageFormat format, FrameSet of) {
    meet("list");
    did("list");
    return FrameSet.of(
        of.stream().filter(f -> objects.containsKey(Keys.frame(id, f, format))).toArray());
  }

  @Override
  public final void put(JobId id, int frame, ImageFormat format, Path image) {
    meet("put");
    did("put " + frame);
    objects.put(Keys.frame(id, frame, format), read(image));
  }

  @Override
  public final void putPreview(JobId id, int frame, Path preview) {
    meet("put preview");
    did("put preview " + frame);
    objects.put(Keys.preview(id, frame), read(preview));
  }

  @Override
  public final boolean fetchForFilm(JobId id, int frame, ImageFormat format, Path target) {
    return switch (format) {
      case EXR -> fetch(Keys.preview(id, frame), target);
      case PNG, JPEG -> fetch(Keys.frame(id, frame, format), target);
    };
  }

  @Override
  public final void putSegment(JobId id, int run, int number, Path segment) {
    meet("put segment");
    did("put segment " + number);
    objects.put(Keys.segment(id, run, number), read(segment));
  }

  @Override
  public final boolean fetchSegment(JobId id, int run, int number, Path target) {
    return fetch(Keys.segment(id, run, number), target);
  }

  @Override
  public final Set<Integer> segments(JobId id, int run) {
    Set<Integer> numbers = new TreeSet<>();
    objects.keySet().stream()
        .filter(key -> key.startsWith(Keys.segments(id, run)))
        .forEach(key -> Keys.parseSegment(key).ifPresent(found -> numbers.add(found.number())));
    return numbers;
  }

  @Override
  public final void delete(JobId id, ImageFormat format, FrameSet frames) {
    frames.stream().forEach(frame -> objects.remove(Keys.frame(id, frame, format)));
    frames.stream().forEach(frame -> objects.remove(Keys.preview(id, frame)));
  }

  @Override
  public final void deleteAll(JobId id) {
    objects.keySet().removeIf(key -> key.startsWith(id + "/"));
  }

  @Override
  public final void letDieBelow(JobId id, int run) {
    lowestLive.put(id, run);
  }

  @Override
  public final int lowestLiveRun(JobId id) {
    meet("mark");
    did("mark");
    return lowestLive.getOrDefault(id, 1);
  }

  private boolean fetch(String key, Path target) {
    meet("fetch " + key);
    byte[] object = objects.get(key);
    if (object == null) {
      return false;
    }
    try {
      Files.write(target, object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
