package farm.sheaf.infra.naming;

import farm.sheaf.infra.configuration.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;

/**
 * The names of all that a farm owns. They are fixed, so the stacks name each other's resources
 * instead of exporting them: each template reads by itself, and each stack can go alone.
 */
public record FarmNames(Stage stage) {
  /** The alias that everyone calls: SnapStart works for published versions only. */
  public static final String ALIAS = "live";

  private static final String JOBS_BY_TIME = "jobs-by-time";
  private static final String ACTIVE_JOBS = "active-jobs";

  public String renderFiles() {
    return bucket("render-files-bucket");
  }

  public String pngFiles() {
    return bucket("png-files-bucket");
  }

  public String workerLogging() {
    return bucket("worker-logging-bucket");
  }

  /** A bucket's name must be the only one of it in the world. */
  private String bucket(String name) {
    return String.join("-", name, stage.name(), Aws.ACCOUNT_ID, Aws.REGION);
  }

  /** The queue of a pool's work. */
  public String jobQueue(String pool) {
    return staged(
        pool.equals("cpu")
            ? "JobQueue"
            : "JobQueue" + Character.toUpperCase(pool.charAt(0)) + pool.substring(1));
  }

  public String loggingQueue() {
    return staged("LoggingQueue");
  }

  public String frameEvents() {
    return staged("FrameEvents");
  }

  public String jobQueueDead() {
    return staged("JobQueueDead");
  }

  public String loggingQueueDead() {
    return staged("LoggingQueueDead");
  }

  public String frameEventsDead() {
    return staged("FrameEventsDead");
  }

  public String jobTable() {
    return staged("JobTable");
  }

  public static String jobsByTime() {
    return JOBS_BY_TIME;
  }

  public static String activeJobs() {
    return ACTIVE_JOBS;
  }

  public String imageRepository() {
    return staged("sheaf-worker");
  }

  public String function(String name) {
    return staged(name);
  }

  public String cluster() {
    return staged("worker-cluster");
  }

  /** The name of a parameter that clients read. */
  public String parameter(String name) {
    return "/sheaf/%s/%s".formatted(stage, name);
  }

  public String stack(String part) {
    return "Sheaf-%s-%s".formatted(stage, part);
  }

  public String staged(String name) {
    return name + "-" + stage;
  }

  public String bucketArn(String bucket) {
    return "arn:%s:s3:::%s".formatted(Aws.PARTITION, bucket);
  }

  public String queueArn(String queue) {
    return arn("sqs", queue);
  }

  public String queueUrl(String queue) {
    return "https://sqs.%s.%s/%s/%s".formatted(Aws.REGION, Aws.URL_SUFFIX, Aws.ACCOUNT_ID, queue);
  }

  public String tableArn() {
    return arn("dynamodb", "table/" + jobTable());
  }

  public String indexArn(String index) {
    return tableArn() + "/index/" + index;
  }

  /** The server as people call it: by its alias. */
  public String serverArn() {
    return arn("lambda", "function:%s:%s".formatted(function("server"), ALIAS));
  }

  public String parameterArn(String name) {
    return arn("ssm", "parameter" + parameter(name));
  }

  public String clusterArn() {
    return arn("eks", "cluster/" + cluster());
  }

  private static String arn(String service, String resource) {
    return "arn:%s:%s:%s:%s:%s"
        .formatted(Aws.PARTITION, service, Aws.REGION, Aws.ACCOUNT_ID, resource);
  }

  /** The variables by which functions, workers and clients know these names. */
  public Map<String, String> environment(List<String> pools) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("SHEAF_RENDER_FILES_BUCKET", renderFiles());
    all.put("SHEAF_PNG_FILES_BUCKET", pngFiles());
    all.put("SHEAF_WORKER_LOGGING_BUCKET", workerLogging());
    all.put(
        "SHEAF_JOB_QUEUES",
        String.join(",", pools.stream().map(pool -> pool + "=" + jobQueue(pool)).toList()));
    all.put("SHEAF_LOGGING_QUEUE", loggingQueue());
    all.put("SHEAF_FRAME_EVENTS_QUEUE", frameEvents());
    all.put("SHEAF_JOB_QUEUE_DEAD", jobQueueDead());
    all.put("SHEAF_LOGGING_QUEUE_DEAD", loggingQueueDead());
    all.put("SHEAF_FRAME_EVENTS_QUEUE_DEAD", frameEventsDead());
    all.put("SHEAF_FAIR_QUEUES", "by-job");
    all.put("SHEAF_JOB_TABLE", jobTable());
    return all;
  }
}
