package farm.sheaf.aws.bucket;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.port.FrameFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The bucket of frames: a frame counts because it is here. */
public final class FrameBucket implements FrameFiles {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final int FIRST_RUN = 1;

  private final Bucket bucket;

  public FrameBucket(S3Client s3, String name) {
    this.bucket = new Bucket(s3, name);
  }

  /** Uploads a frame's image; the same frame again replaces it. */
  public void put(JobId id, int frame, ImageFormat format, Path image) {
    bucket.put(Keys.frame(id, frame, format), image, contentType(format), Map.of());
  }

  /** Uploads how a frame looks on a screen, for the film; needed for EXR only. */
  public void putPreview(JobId id, int frame, Path png) {
    bucket.put(Keys.preview(id, frame), png, contentType(ImageFormat.PNG), Map.of());
  }

  private static String contentType(ImageFormat format) {
    return switch (format) {
      case PNG -> "image/png";
      case JPEG -> "image/jpeg";
      case EXR -> "image/x-exr";
    };
  }

  /**
   * Fetches a frame's image whole.
   *
   * @param target where it goes; its folder must exist, a file that is there is replaced
   * @return whether there is such a frame; if not, the target is untouched
   */
  public boolean get(JobId id, int frame, ImageFormat format, Path target) {
    return get(Keys.frame(id, frame, format), target);
  }

  /** Like {@link #get}, of how a frame looks on a screen. */
  public boolean getPreview(JobId id, int frame, Path target) {
    return get(Keys.preview(id, frame), target);
  }

  private boolean get(String key, Path target) {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      bucket
          .s3()
          .getObject(
              request -> request.bucket(bucket.name()).key(key), ResponseTransformer.toFile(part));
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (S3Exception e) {
      if (bucket.missing(e, key)) {
        return false;
      }
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
  }

  /** {@inheritDoc} The mark never goes back, because a late call must not revive a run. */
  @Override
  public void letDieBelow(JobId id, int lowestLiveRun) {
    if (lowestLiveRun > lowestLiveRun(id)) {
      bucket.put(Keys.canceled(id), Integer.toString(lowestLiveRun));
    }
  }

  /** The lowest run of a job that is still wanted; work of a lower one dies quietly. */
  public int lowestLiveRun(JobId id) {
    return bucket
        .text(Keys.canceled(id))
        .map(String::strip)
        .filter(text -> NUMBER.matcher(text).matches())
        .map(Integer::valueOf)
        .orElse(FIRST_RUN);
  }
}
