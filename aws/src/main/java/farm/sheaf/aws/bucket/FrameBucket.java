package farm.sheaf.aws.bucket;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.port.FrameFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The bucket of frames: a frame counts because it is here. */
public final class FrameBucket implements FrameFiles {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final int FIRST_RUN = 1;

  private final Bucket bucket;

  public FrameBucket(S3Client s3, String name) {
    this.bucket = new Bucket(s3, name);
  }

  @Override
  public void put(JobId id, int frame, ImageFormat format, Path image) {
    bucket.put(Keys.frame(id, frame, format), image, contentType(format), Map.of());
  }

  @Override
  public void putPreview(JobId id, int frame, Path preview) {
    bucket.put(Keys.preview(id, frame), preview, contentType(ImageFormat.PNG), Map.of());
  }

  private static String contentType(ImageFormat format) {
    return switch (format) {
      case PNG -> "image/png";
      case JPEG -> "image/jpeg";
      case EXR -> "image/x-exr";
    };
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
    bucket.put(Keys.segment(id, run, number), segment, "video/mp4", Map.of());
  }

  @Override
  public boolean fetchSegment(JobId id, int run, int number, Path target) {
    return fetch(Keys.segment(id, run, number), target);
  }

  @Override
  public Set<Integer> segments(JobId id, int run) {
    Set<Integer> numbers = new TreeSet<>();
    bucket
        .list(Keys.segments(id, run))
        .forEach(key -> Keys.parseSegment(key).ifPresent(found -> numbers.add(found.number())));
    return numbers;
  }

  private boolean fetch(String key, Path target) {
    try {
      bucket.fetch(GetObjectRequest.builder().key(key), target);
      return true;
    } catch (S3Exception e) {
      if (bucket.missing(e, key)) {
        return false;
      }
      throw e;
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Walks S3's list in its own order of keys, in which -2 comes before -3 and 10000 before 2000,
   * from one wanted key to the next, a thousand at a time. So a chunk costs one request however
   * many frames the job has.
   */
  @Override
  public FrameSet present(JobId id, ImageFormat format, FrameSet of) {
    NavigableMap<String, Integer> wanted = new TreeMap<>();
    of.stream().forEach(frame -> wanted.put(Keys.frame(id, frame, format), frame));
    List<Integer> found = new ArrayList<>();
    @Nullable String next = wanted.isEmpty() ? null : wanted.firstKey();
    while (next != null) {
      // The list starts after a key, so it starts after the wanted one without its last letter.
      Bucket.Page page = bucket.page(Keys.frames(id), next.substring(0, next.length() - 1));
      page.keys().stream().filter(wanted::containsKey).map(wanted::get).forEach(found::add);
      next = page.more() ? wanted.higherKey(page.keys().getLast()) : null;
    }
    return FrameSet.of(found);
  }

  @Override
  public void delete(JobId id, ImageFormat format, FrameSet frames) {
    List<String> keys = new ArrayList<>();
    frames.stream().forEach(frame -> keys.add(Keys.frame(id, frame, format)));
    if (format == ImageFormat.EXR) {
      frames.stream().forEach(frame -> keys.add(Keys.preview(id, frame)));
    }
    bucket.deleteAll(keys);
  }

  @Override
  public void deleteAll(JobId id) {
    bucket.deleteAll(bucket.list(Keys.frames(id)));
    bucket.deleteAll(bucket.list(Keys.previews(id)));
    bucket.deleteAll(bucket.list(Keys.segments(id)));
  }

  /** {@inheritDoc} The mark never goes back, because a late call must not revive a run. */
  @Override
  public void letDieBelow(JobId id, int lowestLiveRun) {
    if (lowestLiveRun > lowestLiveRun(id)) {
      bucket.put(Keys.canceled(id), Integer.toString(lowestLiveRun));
    }
  }

  @Override
  public int lowestLiveRun(JobId id) {
    return bucket
        .text(Keys.canceled(id))
        .map(String::strip)
        .filter(text -> NUMBER.matcher(text).matches())
        .map(Integer::valueOf)
        .orElse(FIRST_RUN);
  }
}
