package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.aws.StubServer;
import farm.sheaf.aws.StubServer.Answer;
import farm.sheaf.aws.StubServer.Request;
import farm.sheaf.deploy.cluster.FakeKubernetes;
import farm.sheaf.talk.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An AWS account over HTTP, as far as a deployment asks it: stacks, parameters, images, buckets,
 * quotas, a table, a cluster with its Kubernetes. What programs do in it, such as CDK, shows as
 * files in a folder.
 */
final class FakeAccount implements AutoCloseable {
  private static final Pattern ACTION = Pattern.compile("Action=(\\w+)");

  /** As much of KEDA as counts here. */
  private static final String KEDA =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: keda}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: keda-operator, namespace: keda}
      spec:
        replicas: 1
        template: {spec: {containers: [{name: keda, image: "ghcr.io/kedacore/keda:2.20.1"}]}}
      """;

  private static final Pattern STACK = Pattern.compile("StackName=([\\w%-]+)");

  final Map<String, String> stacks = new TreeMap<>();
  final Map<String, Integer> buckets = new HashMap<>();

  /** In vCPUs by code; whoever asks for another is not allowed to. */
  final Map<String, String> quotas =
      new TreeMap<>(Map.of("L-DB2E81BA", "8.0", "L-3819A6DF", "0.0"));

  final List<String> done = new ArrayList<>();
  final Set<String> tables = new TreeSet<>();
  String identity = "arn:aws:sts::123456789012:assumed-role/Artist/anna";
  final List<String> accessEntries = new ArrayList<>();

  /** Addresses that the cluster answers to. */
  final List<String> cidrs = new ArrayList<>();

  /** Roles that may use the cluster, whoever let them in. */
  final List<String> admins = new ArrayList<>();

  /** What is on the cluster. */
  final FakeKubernetes cluster = new FakeKubernetes();

  /** What IAM answers to who makes the role for spot machines; nothing: it is made. */
  String spotRole = "";

  /** The states that the add-on for metrics goes through. */
  final Deque<String> addon = new ArrayDeque<>();

  String addonEnds = "ACTIVE";

  boolean mayListAdmins = true;

  /** The status with which KEDA's makers answer. */
  int keda = 200;

  String reason = "";

  /** How many deletions of stacks fail before one ends well. */
  int deletionsThatFail;

  private final Path folder;
  private final StubServer server = new StubServer(this::answer);

  FakeAccount(Path folder) {
    this.folder = folder;
  }

  Map<String, String> environment() {
    return server.environment();
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer answer(Request asks) {
    Matcher action = ACTION.matcher(asks.body());
    if (action.find()) {
      Matcher stack = STACK.matcher(asks.body());
      String name = stack.find() ? URLDecoder.decode(stack.group(1), StandardCharsets.UTF_8) : "";
      return query(action.group(1), name);
    }
    if (!asks.operation().isEmpty()) {
      return json(asks);
    }
    if (asks.path().startsWith("/clusters/")) {
      return eks(asks);
    }
    if (asks.path().startsWith("/api")) {
      FakeKubernetes.Answer answer = cluster.answer(asks.method(), asks.path(), asks.body());
      return new Answer(answer.status(), answer.body());
    }
    return asks.path().equals("/keda.yaml") ? new Answer(keda, KEDA) : s3(asks);
  }

  private Answer query(String action, String stack) {
    return switch (action) {
      case "GetCallerIdentity" ->
          new Answer(
              200,
              """
              <GetCallerIdentityResponse><GetCallerIdentityResult><Arn>%s</Arn>
              <Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>
              """
                  .formatted(identity));
      case "DescribeStacks" -> describe(stack);
      case "DescribeStackEvents" ->
          new Answer(
              200,
              """
              <DescribeStackEventsResponse><DescribeStackEventsResult><StackEvents><member>
              <LogicalResourceId>Films</LogicalResourceId>
              <ResourceStatus>CREATE_FAILED</ResourceStatus>
              <ResourceStatusReason>%s</ResourceStatusReason>
              </member></StackEvents></DescribeStackEventsResult></DescribeStackEventsResponse>
              """
                  .formatted(reason));
      case "ListStackResources" -> resources();
      case "CreateServiceLinkedRole" -> spotRole();
      case "GetRole" ->
          new Answer(
              200,
              """
              <GetRoleResponse><GetRoleResult><Role>
              <Arn>arn:aws:iam::123456789012:role/team/Artist</Arn>
              </Role></GetRoleResult></GetRoleResponse>
              """);
      case "DeleteStack" -> {
        done.add("delete " + stack);
        if (deletionsThatFail > 0) {
          deletionsThatFail--;
          stacks.put(stack, "DELETE_FAILED");
        } else {
          stacks.remove(stack);
        }
        yield new Answer(200, "<DeleteStackResponse/>");
      }
      default -> throw new IllegalStateException(action);
    };
  }

  private Answer eks(Request asks) {
    String path = asks.path().replaceFirst("[?].*", "");
    if (path.endsWith("/access-entries") && !mayListAdmins) {
      return new Answer(403, "{\"__type\": \"AccessDeniedException\", \"message\": \"no\"}");
    }
    if (path.endsWith("/access-entries")) {
      return new Answer(
          200, Json.object().<ObjectNode>set("accessEntries", texts(admins)).toString());
    }
    if (path.endsWith("/addons")) {
      done.add("add metrics");
      addon.add("CREATING");
      addon.add(addonEnds);
      return new Answer(200, "{}");
    }
    if (path.contains("/addons/")) {
      return addon.isEmpty()
          ? new Answer(404, "{\"__type\": \"ResourceNotFoundException\"}")
          : new Answer(
              200,
              "{\"addon\": {\"status\": \"%s\"}}"
                  .formatted(addon.size() > 1 ? addon.remove() : addon.element()));
    }
    if (!stacks.containsKey("Sheaf-prod-Cluster") && !Files.exists(folder.resolve("deployed"))) {
      return new Answer(404, "{\"__type\": \"ResourceNotFoundException\"}");
    }
    ObjectNode found =
        Json.object()
            .put("arn", "arn:aws:eks:us-east-1:123456789012:cluster/worker-cluster-prod")
            .put("endpoint", environment().get("AWS_ENDPOINT_URL"));
    found.putObject("resourcesVpcConfig").set("publicAccessCidrs", texts(cidrs));
    return new Answer(200, Json.object().<ObjectNode>set("cluster", found).toString());
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    texts.forEach(all::add);
    return all;
  }

  private Answer spotRole() {
    done.add("make the role for spot machines");
    return spotRole.isEmpty()
        ? new Answer(200, "<CreateServiceLinkedRoleResponse/>")
        : new Answer(
            spotRole.startsWith("Internal") ? 500 : 400,
            "<ErrorResponse><Error><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                .formatted((Object[]) spotRole.split(": ", 2)));
  }

  private Answer resources() {
    StringBuilder members = new StringBuilder();
    for (String entry : accessEntries) {
      members.append(
          """
          <member><ResourceType>AWS::EKS::AccessEntry</ResourceType>
          <PhysicalResourceId>%s|worker-cluster-prod</PhysicalResourceId>
          <ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>
          """
              .formatted(entry));
    }
    return new Answer(
        200,
        """
        <ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries>%s
        </StackResourceSummaries></ListStackResourcesResult></ListStackResourcesResponse>
        """
            .formatted(members));
  }

  private Answer describe(String stack) {
    boolean deployed = !stack.equals("CDKToolkit") && Files.exists(folder.resolve("deployed"));
    String status = stacks.getOrDefault(stack, deployed ? "CREATE_COMPLETE" : "");
    return status.isEmpty()
        ? new Answer(
            400,
            """
            <ErrorResponse><Error><Code>ValidationError</Code>
            <Message>Stack with id %s does not exist</Message></Error></ErrorResponse>
            """
                .formatted(stack))
        : new Answer(
            200,
            """
            <DescribeStacksResponse><DescribeStacksResult><Stacks><member>
            <StackName>%s</StackName><StackStatus>%s</StackStatus>
            </member></Stacks></DescribeStacksResult></DescribeStacksResponse>
            """
                .formatted(stack, status));
  }

  private Answer json(Request asks) {
    return switch (asks.operation()) {
      case "GetParameter" ->
          new Answer(
              200,
              """
              {"Parameter": {"Value": "{\\"version\\": 1, \\"server\\": \\"server-prod:live\\",\
               \\"cluster\\": \\"worker-cluster-prod\\", \\"nodeRole\\": \\"nodes\\",\
               \\"queueUrls\\": {\\"cpu\\": \\"https://sqs/1/JobQueue-prod\\"},\
               \\"environment\\": {\\"SHEAF_JOB_TABLE\\": \\"JobTable-prod\\"}}"}}
              """);
      case "DescribeImages" ->
          Files.exists(folder.resolve("pushed"))
              ? new Answer(200, "{\"imageDetails\": [{\"imageDigest\": \"sha256:abc\"}]}")
              : new Answer(400, "{\"__type\": \"ImageNotFoundException\", \"message\": \"no\"}");
      case "GetAuthorizationToken" ->
          new Answer(
              200, "{\"authorizationData\": [{\"authorizationToken\": \"QVdTOnNlc2FtZQ==\"}]}");
      case "DescribeTable" ->
          tables.isEmpty()
              ? new Answer(400, "{\"__type\": \"ResourceNotFoundException\", \"message\": \"no\"}")
              : new Answer(200, "{\"Table\": {\"TableStatus\": \"ACTIVE\"}}");
      case "UpdateTable", "DeleteTable" -> {
        done.add(asks.operation());
        if (asks.operation().equals("DeleteTable")) {
          tables.clear();
        }
        yield new Answer(200, "{}");
      }
      case "GetServiceQuota" -> quota(asks.body());
      default -> throw new IllegalStateException(asks.operation());
    };
  }

  private Answer quota(String asked) {
    return quotas.entrySet().stream()
        .filter(each -> asked.contains(each.getKey()))
        .findFirst()
        .map(each -> new Answer(200, "{\"Quota\": {\"Value\": %s}}".formatted(each.getValue())))
        .orElseGet(
            () -> new Answer(400, "{\"__type\": \"AccessDeniedException\", \"message\": \"no\"}"));
  }

  private Answer s3(Request asks) {
    String bucket = asks.path().substring(1).replaceFirst("[/?].*", "");
    int content = buckets.getOrDefault(bucket, -1);
    if (asks.method().equals("HEAD")) {
      return new Answer(content == -1 ? 404 : content == -2 ? 403 : 200, "");
    }
    if (asks.method().equals("DELETE")) {
      done.add("delete bucket " + bucket);
      buckets.remove(bucket);
      return new Answer(204, "");
    }
    if (asks.path().contains("delete")) {
      int gone = asks.body().split("<Key>", -1).length - 1;
      done.add("delete %d of %s".formatted(gone, bucket));
      buckets.put(bucket, content - gone);
      return new Answer(200, "<DeleteResult/>");
    }
    StringBuilder versions = new StringBuilder();
    for (int i = 0; i < Math.min(1_000, content); i++) {
      versions.append("<Version><Key>k%d</Key><VersionId>v</VersionId></Version>".formatted(i));
    }
    return new Answer(200, "<ListVersionsResult>" + versions + "</ListVersionsResult>");
  }
}
