package farm.sheaf.conformance.permission;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.aws.Dynalite;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.conformance.Folders;
import farm.sheaf.conformance.farm.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The templates' permissions against what each role was seen to call while the suite ran on the
 * servers of every build. It runs after that suite, in the order of the classes' names.
 */
class PermissionsIT {
  private static final Path RUN = Path.of("target", "conformance", "embedded");

  private static DeployedFarm farm;
  private static FarmResources deployed;
  private static RecordedCalls calls;
  private static LeastPrivilege leastPrivilege;

  @BeforeAll
  static void read(@TempDir Path folder) throws IOException {
    Dynalite.unavailable().ifPresent(Assumptions::abort);
    assertThat(RUN.resolve("names.properties"))
        .as("the suite's record; run EmbeddedConformanceIT first, then this")
        .exists();
    farm = DeployedFarm.synthesize(folder);
    deployed =
        FarmResources.fromEnvironment(farm.environments().getOrDefault(Role.SERVER, Map.of()));
    FarmResources recorded =
        FarmResources.fromEnvironment(Folders.noted(RUN.resolve("names.properties")));
    calls = new RecordedCalls(IamActions.read(), recorded, deployed);
    Set<String> pools =
        deployed.queues().jobs().values().stream()
            .map(name -> "arn:aws:sqs:%s:%s:%s".formatted(Template.REGION, Template.ACCOUNT, name))
            .collect(Collectors.toSet());
    leastPrivilege = new LeastPrivilege(LeastPrivilege.readExcuses(), pools);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void everything_that_was_called_is_granted(Role role) throws IOException {
    Set<Need> needs = calls.of(RUN, role);

    assertThat(needs).as("what the %s was seen to call", role.word()).isNotEmpty();
    assertThat(leastPrivilege.missing(needs, grants(role)))
        .as("called by the %s and not granted to it", role.word())
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void nothing_is_granted_that_was_never_called_without_a_reason(Role role) throws IOException {
    Set<Need> needs = calls.of(RUN, role);

    assertThat(leastPrivilege.idle(role, needs, grants(role)))
        .as("granted to the %s and never called by it", role.word())
        .isEmpty();
    assertThat(leastPrivilege.stale(role, needs, grants(role)))
        .as("excused for the %s in iam-unseen.csv, and used or not granted", role.word())
        .isEmpty();
  }

  private static Set<Grant> grants(Role role) {
    return farm.grants().getOrDefault(role, Set.of());
  }

  @Test
  void the_functions_read_their_farm_from_the_environment_that_the_template_gives() {
    Map<Role, Map<String, String>> environments = farm.environments();

    assertThat(environments).containsOnlyKeys(Role.SERVER, Role.WATCHER, Role.LOGGER);
    environments
        .values()
        .forEach(
            environment ->
                assertThat(FarmResources.fromEnvironment(environment)).isEqualTo(deployed));
    assertThat(FarmResources.fromEnvironment(farm.publishedEnvironment())).isEqualTo(deployed);
    assertThat(farm.publishedEnvironment()).isEqualTo(new TreeMap<>(deployed.toEnvironment()));
  }

  @Test
  void every_name_that_the_farm_reads_is_a_resource_of_the_templates() {
    FarmResources.Queues queues = deployed.queues();
    Set<String> named = new TreeSet<>(queues.jobs().values());
    named.addAll(
        List.of(
            queues.logging(),
            queues.frameEvents(),
            queues.dead().jobs(),
            queues.dead().logging(),
            queues.dead().frameEvents()));

    assertThat(farm.names("AWS::SQS::Queue", "QueueName")).isEqualTo(named);
    assertThat(farm.names("AWS::S3::Bucket", "BucketName"))
        .contains(
            deployed.buckets().renderFiles(),
            deployed.buckets().pngFiles(),
            deployed.buckets().workerLogging());
    assertThat(farm.names("AWS::DynamoDB::Table", "TableName")).containsExactly(deployed.table());
  }
}
