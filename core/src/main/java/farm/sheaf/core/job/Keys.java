package farm.sheaf.core.job;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds and parses the keys of the objects that the farm writes. The only place that knows them.
 *
 * <pre>
 * render-files    output/&lt;jobId&gt;/&lt;stem&gt;.mp4            the film
 * png-files       &lt;jobId&gt;/frames/&lt;number&gt;.&lt;ext&gt;        a frame; at least four digits, sign kept
 * png-files       &lt;jobId&gt;/preview/&lt;number&gt;.png         an EXR frame as it looks, for the film
 * png-files       &lt;jobId&gt;/segments/&lt;run&gt;/&lt;number&gt;.mp4  a part of the film; five digits
 * png-files       &lt;jobId&gt;/canceled                     the lowest live run, as text
 * worker-logging  &lt;jobId&gt;/workers/&lt;part&gt;.log          what workers did for a job; each line names its worker
 * worker-logging  worker#&lt;worker&gt;/&lt;part&gt;.log          what belongs to no job
 * </pre>
 */
public final class Keys {
  private static final Pattern FRAME =
      Pattern.compile("(" + JobId.FORM_REGEX + ")/frames/(-?[0-9]{4,7})\\.(?:png|exr|jpg)");
  private static final Pattern SEGMENT =
      Pattern.compile("(" + JobId.FORM_REGEX + ")/segments/([0-9]{1,9})/([0-9]{5,9})\\.mp4");
  private static final Pattern FILM =
      Pattern.compile("output/(" + JobId.FORM_REGEX + ")/[^/]+\\.mp4");

  private static final String WORKERS = "workers/";

  private Keys() {}

  /** A frame that a key names. */
  public record FrameKey(JobId jobId, int frame) {}

  /** A segment of a film that a key names. */
  public record SegmentKey(JobId jobId, int run, int number) {}

  public static String frame(JobId id, int frame, ImageFormat format) {
    return frames(id) + number(frame) + "." + format.extension();
  }

  /** The prefix of all of a job's frames. */
  public static String frames(JobId id) {
    return id + "/frames/";
  }

  public static String preview(JobId id, int frame) {
    return previews(id) + number(frame) + ".png";
  }

  /** The prefix of all of a job's previews. */
  public static String previews(JobId id) {
    return id + "/preview/";
  }

  /**
   * A segment of the film that a run makes.
   *
   * @param number the segment's place in the film, from 0
   */
  public static String segment(JobId id, int run, int number) {
    return segments(id, run) + "%05d.mp4".formatted(number);
  }

  /** The prefix of the segments of one run. */
  public static String segments(JobId id, int run) {
    return segments(id) + run + "/";
  }

  /** The prefix of the segments of all of a job's runs. */
  public static String segments(JobId id) {
    return id + "/segments/";
  }

  public static String canceled(JobId id) {
    return id + "/canceled";
  }

  public static String film(JobSpec spec, JobId id) {
    String key = spec.file().key();
    String stem = key.substring(key.lastIndexOf('/') + 1).replaceFirst("\\.blend$", "");
    return "output/" + id + "/" + stem + ".mp4";
  }

  /**
   * A part of what workers did for a job. It is one for all of them, because a part is a request: a
   * hundred workers would otherwise cost a hundred for each batch of their events.
   *
   * @param part sorts by time; S3 cannot append, and parts lose no line to a concurrent writer
   */
  public static String jobLog(JobId id, String part) {
    return jobLogs(id) + WORKERS + part + ".log";
  }

  /**
   * Whether a part has lines of several workers, each named behind its line's time; else its folder
   * has the name of the only one, as farms before this wrote it.
   */
  public static boolean ofAllWorkers(JobId id, String key) {
    return key.startsWith(jobLogs(id) + WORKERS);
  }

  /** The prefix of all of a job's logs. */
  public static String jobLogs(JobId id) {
    return id + "/";
  }

  public static String workerLog(String worker, String part) {
    return "worker#" + worker + "/" + part + ".log";
  }

  /** Empty for a key that is no frame's: such an object is somebody else's. */
  public static Optional<FrameKey> parseFrame(String key) {
    Matcher m = FRAME.matcher(key);
    return m.matches()
        ? Optional.of(new FrameKey(new JobId(m.group(1)), Integer.parseInt(m.group(2))))
        : Optional.empty();
  }

  /** Empty for a key that is no segment's. */
  public static Optional<SegmentKey> parseSegment(String key) {
    Matcher m = SEGMENT.matcher(key);
    return m.matches()
        ? Optional.of(
            new SegmentKey(
                new JobId(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3))))
        : Optional.empty();
  }

  /** The job that a film belongs to; empty for a key that is no film of ours. */
  public static Optional<JobId> parseFilm(String key) {
    Matcher m = FILM.matcher(key);
    return m.matches() ? Optional.of(new JobId(m.group(1))) : Optional.empty();
  }

  private static String number(int frame) {
    return (frame < 0 ? "-" : "") + "%04d".formatted(Math.abs(frame));
  }
}
