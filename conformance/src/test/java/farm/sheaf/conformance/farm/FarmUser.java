package farm.sheaf.conformance.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.core.job.Pool;
import farm.sheaf.core.scene.BlendBytes;
import farm.sheaf.json.Json;
import farm.sheaf.local.function.LocalFunction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What a user of a farm does, and what its owner sees in its buckets and queues. */
public final class FarmUser {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Set<String> ENDS = Set.of("completed", "failed", "canceled");

  private final LocalFunction server;
  private final AwsClients clients;
  private final FarmParts parts;
  private final Patience patience;

  FarmUser(LocalFunction server, AwsClients clients, FarmParts parts) {
    this(server, clients, parts, new Patience(LONGEST, POLL));
  }

  private FarmUser(LocalFunction server, AwsClients clients, FarmParts parts, Patience patience) {
    this.server = server;
    this.clients = clients;
    this.parts = parts;
    this.patience = patience;
  }

  /** How long somebody waits for a job, and how often they look. */
  private record Patience(Duration longest, Duration look) {}

  /** The same user, who waits longer and looks less often. */
  public FarmUser patient(Duration longest, Duration look) {
    return new FarmUser(server, clients, parts, new Patience(longest, look));
  }

  /** The whole answer of {@code server}. */
  public ObjectNode invoke(String payload) {
    return Json.parseObject(server.invoke(payload).payload());
  }

  /** The body of an answer that must be a 200. */
  public ObjectNode ask(String payload) {
    ObjectNode answer = invoke(payload);
    assertThat(answer.path("statusCode").asInt()).as("%s: %s", payload, answer).isEqualTo(200);
    return Json.parseObject(answer.path("body").asText());
  }

  public ObjectNode ask(String action, String jobId) {
    return ask("{\"action\": \"%s\", \"jobId\": \"%s\"}".formatted(action, jobId));
  }

  /** Uploads a scene of these frames. */
  public void upload(String key, int start, int end) {
    clients
        .s3()
        .putObject(
            put -> put.bucket(names().buckets().renderFiles()).key(key),
            RequestBody.fromBytes(BlendBytes.plain(start, end, "Scene")));
  }

  /** Submits an uploaded scene with more fields; gives the job's id. */
  public String submit(String key, String fields) {
    return ask("{\"action\": \"submit\", \"file\": \"%s\"%s}".formatted(key, fields))
        .path("jobId")
        .asText();
  }

  /** The job once it has ended, which must be so. */
  public ObjectNode ended(String jobId, String status) {
    ObjectNode job =
        await("end of " + jobId)
            .atMost(patience.longest())
            .pollInterval(patience.look())
            .until(() -> ask("status", jobId), it -> ENDS.contains(it.path("status").asText()));
    assertThat(job.path("status").asText()).as("%s", job).isEqualTo(status);
    return job;
  }

  /** Waits for a status on the way. */
  public ObjectNode reached(String jobId, String status) {
    return await(status + " of " + jobId)
        .atMost(LONGEST)
        .pollInterval(POLL)
        .until(() -> ask("status", jobId), it -> it.path("status").asText().equals(status));
  }

  /** The keys of a job in the bucket of frames. */
  public List<String> frameKeys(String jobId) {
    return keys(names().buckets().pngFiles(), jobId + "/frames/");
  }

  /** The keys of what workers' logs have of a job. */
  public List<String> logKeys(String jobId) {
    return keys(names().buckets().workerLogging(), jobId + "/");
  }

  public List<String> filmKeys(String jobId) {
    return keys(names().buckets().renderFiles(), "output/" + jobId + "/");
  }

  public List<String> keys(String bucket, String prefix) {
    return clients
        .s3()
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  public AwsClients clients() {
    return clients;
  }

  public FarmResources names() {
    return parts.names();
  }

  /** Sends a message as anybody's copy of it would come. */
  public void send(String queue, String body) {
    String url = parts.url(queue);
    clients.sqs().sendMessage(send -> send.queueUrl(url).messageBody(body));
  }

  /** Takes up to ten messages for an instant: they are there again at once, once more received. */
  public List<Message> receiveAndLetGo(Pool pool) {
    String url = parts.url(names().queues().job(pool));
    return clients
        .sqs()
        .receiveMessage(
            receive ->
                receive
                    .queueUrl(url)
                    .maxNumberOfMessages(10)
                    .visibilityTimeout(0)
                    .waitTimeSeconds(0))
        .messages();
  }

  /** Takes all messages away, as if they had been lost; gives their bodies. */
  public List<String> lose(Pool pool, int messages) {
    String url = parts.url(names().queues().job(pool));
    List<String> bodies = new java.util.ArrayList<>();
    await("%d messages for %s".formatted(messages, pool))
        .atMost(LONGEST)
        .until(
            () -> {
              for (Message message :
                  clients
                      .sqs()
                      .receiveMessage(
                          receive ->
                              receive.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
                      .messages()) {
                bodies.add(message.body());
                clients
                    .sqs()
                    .deleteMessage(
                        delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
              }
              return bodies.size() >= messages;
            });
    return bodies;
  }

  /** How many messages a queue holds, in sight or not. */
  public int depth(String queue) {
    String url = parts.url(queue);
    Map<QueueAttributeName, String> counts =
        clients
            .sqs()
            .getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return Integer.parseInt(
            counts.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"))
        + Integer.parseInt(
            counts.getOrDefault(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0"));
  }
}
