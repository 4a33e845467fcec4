package farm.sheaf.aws;

import farm.sheaf.core.job.Pool;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The names of all that a farm owns in AWS. A deployment gives them in environment variables; what
 * it does not give has the name that it has on one machine.
 */
public record FarmResources(Buckets buckets, Queues queues, String table) {
  /** The names of a farm on one machine. */
  public static final FarmResources ONE_MACHINE =
      new FarmResources(
          new Buckets("render-files-bucket", "png-files-bucket", "worker-logging-bucket"),
          new Queues(
              Map.of(Pool.CPU, "JobQueue"),
              "LoggingQueue",
              "FrameEvents",
              new DeadLetters("JobQueueDead", "LoggingQueueDead", "FrameEventsDead"),
              Fairness.NONE),
          "JobTable");

  /** Scenes and films; frames; readable logs. */
  public record Buckets(String renderFiles, String pngFiles, String workerLogging) {}

  /**
   * The queues by what they carry.
   *
   * @param jobs work for each pool's workers
   * @param logging workers' events for the logger
   * @param frameEvents S3's notifications for the watcher
   */
  public record Queues(
      Map<Pool, String> jobs,
      String logging,
      String frameEvents,
      DeadLetters dead,
      Fairness fairness) {
    public Queues {
      jobs = Map.copyOf(jobs);
    }

    /**
     * The queue of a pool.
     *
     * @throws IllegalArgumentException when the farm has no such pool
     */
    public String job(Pool pool) {
      String name = jobs.get(pool);
      if (name == null) {
        throw new IllegalArgumentException(
            "there is no pool \"%s\"; this farm has %s".formatted(pool, jobs.keySet()));
      }
      return name;
    }
  }

  /** Where messages end that were received too often; one queue for the jobs of all pools. */
  public record DeadLetters(String jobs, String logging, String frameEvents) {}

  /**
   * Whether the job queues share their workers fairly between jobs (SQS "fair queues": a
   * MessageGroupId on a standard queue).
   */
  public enum Fairness {
    BY_JOB,
    /** For servers that take no MessageGroupId on a standard queue. */
    NONE
  }

  /**
   * Reads {@code SHEAF_RENDER_FILES_BUCKET}, {@code SHEAF_PNG_FILES_BUCKET}, {@code
   * SHEAF_WORKER_LOGGING_BUCKET}, {@code SHEAF_JOB_QUEUES} (such as {@code
   * cpu=JobQueue,gpu=JobQueueGpu}), {@code SHEAF_LOGGING_QUEUE}, {@code SHEAF_FRAME_EVENTS_QUEUE},
   * {@code SHEAF_JOB_QUEUE_DEAD}, {@code SHEAF_LOGGING_QUEUE_DEAD}, {@code
   * SHEAF_FRAME_EVENTS_QUEUE_DEAD}, {@code SHEAF_FAIR_QUEUES} ({@code by-job} or {@code none}) and
   * {@code SHEAF_JOB_TABLE}.
   *
   * @throws IllegalArgumentException when one of them cannot be read, naming it
   */
  public static FarmResources fromEnvironment(Map<String, String> environment) {
    Map<String, String> all = new LinkedHashMap<>(ONE_MACHINE.toEnvironment());
    environment.forEach((name, value) -> all.computeIfPresent(name, (_, _) -> value));
    return new FarmResources(
        new Buckets(
            name(all, "SHEAF_RENDER_FILES_BUCKET"),
            name(all, "SHEAF_PNG_FILES_BUCKET"),
            name(all, "SHEAF_WORKER_LOGGING_BUCKET")),
        new Queues(
            pools(name(all, "SHEAF_JOB_QUEUES")),
            name(all, "SHEAF_LOGGING_QUEUE"),
            name(all, "SHEAF_FRAME_EVENTS_QUEUE"),
            new DeadLetters(
                name(all, "SHEAF_JOB_QUEUE_DEAD"),
                name(all, "SHEAF_LOGGING_QUEUE_DEAD"),
                name(all, "SHEAF_FRAME_EVENTS_QUEUE_DEAD")),
            fairness(name(all, "SHEAF_FAIR_QUEUES"))),
        name(all, "SHEAF_JOB_TABLE"));
  }

  /** The variables from which {@link #fromEnvironment} reads these very names. */
  public Map<String, String> toEnvironment() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("SHEAF_RENDER_FILES_BUCKET", buckets.renderFiles());
    all.put("SHEAF_PNG_FILES_BUCKET", buckets.pngFiles());
    all.put("SHEAF_WORKER_LOGGING_BUCKET", buckets.workerLogging());
    all.put(
        "SHEAF_JOB_QUEUES",
        queues.jobs().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .sorted()
            .collect(Collectors.joining(",")));
    all.put("SHEAF_LOGGING_QUEUE", queues.logging());
    all.put("SHEAF_FRAME_EVENTS_QUEUE", queues.frameEvents());
    all.put("SHEAF_JOB_QUEUE_DEAD", queues.dead().jobs());
    all.put("SHEAF_LOGGING_QUEUE_DEAD", queues.dead().logging());
    all.put("SHEAF_FRAME_EVENTS_QUEUE_DEAD", queues.dead().frameEvents());
    all.put("SHEAF_FAIR_QUEUES", queues.fairness() == Fairness.BY_JOB ? "by-job" : "none");
    all.put("SHEAF_JOB_TABLE", table);
    return all;
  }

  private static String name(Map<String, String> all, String variable) {
    String value = all.getOrDefault(variable, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          variable + " is set but empty; unset it or give it a name");
    }
    return value;
  }

  private static Map<Pool, String> pools(String text) {
    Map<Pool, String> pools = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1 || equals == part.length() - 1) {
        throw new IllegalArgumentException(
            "SHEAF_JOB_QUEUES: \"%s\" is no list of pools; write \"cpu=JobQueue,gpu=JobQueueGpu\""
                .formatted(text));
      }
      pools.put(new Pool(part.substring(0, equals).strip()), part.substring(equals + 1).strip());
    }
    return pools;
  }

  private static Fairness fairness(String text) {
    return switch (text) {
      case "by-job" -> Fairness.BY_JOB;
      case "none" -> Fairness.NONE;
      default ->
          throw new IllegalArgumentException(
              "SHEAF_FAIR_QUEUES: \"%s\" is unknown; write \"by-job\" or \"none\"".formatted(text));
    };
  }
}
