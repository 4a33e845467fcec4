package farm.sheaf.deploy;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.Telling.Doing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** CloudFormation's stacks of an account and region. */
record Stacks(AwsAccess access) {
  private static final int REASONS = 3;

  /** The states of resources that a stack does not have, or not yet. */
  private static final Set<String> GONE = Set.of("CREATE_FAILED", "DELETE_COMPLETE");

  /** A stack's state, if there is such a stack. */
  Optional<StackState> find(String name) {
    Doing doing = new Doing("looking at the stack " + name, "cloudformation:DescribeStacks");
    try (CloudFormationClient client = client()) {
      return access
          .telling()
          .telling(
              doing,
              () -> {
                try {
                  return client.describeStacks(request -> request.stackName(name)).stacks().stream()
                      .map(each -> new StackState(name, each.stackStatusAsString()))
                      .filter(StackState::exists)
                      .findFirst();
                } catch (CloudFormationException e) {
                  // CloudFormation says "ValidationError" to a name that it does not know.
                  if (String.valueOf(e.getMessage()).contains("does not exist")) {
                    return Optional.empty();
                  }
                  throw e;
                }
              });
    }
  }

  /** Begins to delete a stack. */
  void delete(String name) {
    try (CloudFormationClient client = client()) {
      access
          .telling()
          .telling(
              new Doing("deleting the stack " + name, "cloudformation:DeleteStack"),
              () -> client.deleteStack(request -> request.stackName(name)));
    }
  }

  /** Why the latest change of a stack failed, the first causes first. */
  String reasons(String name) {
    try (CloudFormationClient client = client()) {
      List<StackEvent> events =
          access
              .telling()
              .telling(
                  new Doing(
                      "reading why " + name + " failed", "cloudformation:DescribeStackEvents"),
                  () -> client.describeStackEvents(request -> request.stackName(name)))
              .stackEvents();
      return events.reversed().stream()
          .filter(each -> each.resourceStatusAsString().endsWith("_FAILED"))
          .filter(each -> !String.valueOf(each.resourceStatusReason()).contains("cancelled"))
          .map(each -> "%s: %s".formatted(each.logicalResourceId(), each.resourceStatusReason()))
          .distinct()
          .limit(REASONS)
          .collect(Collectors.joining("\n"));
    }
  }

  /** The names by which AWS knows a stack's resources of a type; none of a stack not there. */
  Stream<String> resources(String name, String type) {
    if (find(name).isEmpty()) {
      return Stream.empty();
    }
    Doing doing =
        new Doing("listing what the stack " + name + " has", "cloudformation:ListStackResources");
    try (CloudFormationClient client = client()) {
      return access
          .telling()
          .telling(
              doing,
              () ->
                  client
                      .listStackResourcesPaginator(request -> request.stackName(name))
                      .stackResourceSummaries()
                      .stream()
                      .filter(each -> each.resourceType().equals(type))
                      .filter(each -> !GONE.contains(each.resourceStatusAsString()))
                      .map(StackResourceSummary::physicalResourceId)
                      .toList())
          .stream();
    }
  }

  private CloudFormationClient client() {
    return access.configured(CloudFormationClient.builder(), "CLOUDFORMATION").build();
  }
}
