package farm.sheaf.core.work;

import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.job.WorkerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that happened on a worker, as it travels on the logging queue.
 *
 * @param about the task, where there is one
 */
public record WorkerEvent(
    Type type, Instant time, Source source, Optional<TaskRef> about, Detail detail) {

  /**
   * Whom it happened to.
   *
   * @param id the worker's, unique over time and machines
   * @param pool whose queue it serves
   */
  public record Source(String id, Pool pool, WorkerKind kind) {
    /** A worker of the usual pool that does not say what it has. */
    public static Source of(String id) {
      return new Source(id, Pool.CPU, WorkerKind.UNKNOWN);
    }
  }

  /** The worker's id. */
  public String worker() {
    return source.id();
  }

  /** The closed table of events. */
  public enum Type {
    /** It probed itself well and takes messages. */
    WORKER_STARTED,
    /** It cannot render and says why; it takes no messages. */
    WORKER_REFUSED,
    WORKER_STOPPED,
    /** It has had nothing to tell for a while and is there all the same. */
    WORKER_ALIVE,
    /** This worker lacks what the work needs, and another may have it; carries the message. */
    WORKER_CANNOT,
    /** The scene file is being fetched. */
    DOWNLOADING_SCENE,
    /** Blender has loaded the scene. */
    SESSION_OPENED,
    SESSION_CLOSED,
    RENDERING_STARTED,
    /** A frame was rendered and verified, and is in S3; carries frame, attempt and seconds. */
    FRAME_RENDERED,
    /** A try at a frame failed and another follows; carries frame, attempt, kind, message. */
    FRAME_RETRIED,
    /** A frame will not come; carries frame, attempt, kind, message. */
    FRAME_FAILED,
    /** No frame of this job can come: the scene cannot be rendered; carries kind, message. */
    JOB_FAILED,
    /** Something a person should know of this job, such as a missing image. */
    WARNING,
    /** The rest of the chunk went back to the queue; not a failure. */
    HANDED_BACK,
    /** Ended by a drain, a spot reclaim or a lost lease; not a failure. */
    INTERRUPTED,
    SEQUENCING_STARTED,
    /** A piece of the film is encoded and stored. */
    SEGMENT_STORED,
    /** A try at the film failed and another follows; carries attempt, kind, message. */
    SEQUENCING_RETRIED,
    /** Frames that the film needs are not in S3; the farm renders them before another try. */
    FRAMES_MISSING,
    FILM_UPLOADED,
    /** The film will not come; carries kind, message. */
    SEQUENCING_FAILED,
    CLEANED_UP;

    /** As it is written everywhere: {@code frame-rendered}, ... */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws IllegalArgumentException for a word that is no event
     */
    public static Type of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /**
   * What an event tells besides; which fields are there depends on its type.
   *
   * @param attempt from 1
   * @param took rendering alone, without the upload
   * @param message for people; may be empty
   */
  public record Detail(
      OptionalInt frame,
      OptionalInt attempt,
      Optional<Duration> took,
      Optional<FailureKind> kind,
      String message) {
    public static Detail message(String message) {
      return new Detail(
          OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), message);
    }

    public static Detail rendered(int frame, int attempt, Duration took) {
      return new Detail(
          OptionalInt.of(frame), OptionalInt.of(attempt), Optional.of(took), Optional.empty(), "");
    }

    public static Detail failed(int frame, int attempt, FailureKind kind, String message) {
      return new Detail(
          OptionalInt.of(frame),
          OptionalInt.of(attempt),
          Optional.empty(),
          Optional.of(kind),
          message);
    }

    public static Detail failed(FailureKind kind, String message) {
      return new Detail(
          OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.of(kind), message);
    }
  }
}
