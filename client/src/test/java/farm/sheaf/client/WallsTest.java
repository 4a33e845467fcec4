package farm.sheaf.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which module knows which: the direction of the modules is a promise of the design. */
final class WallsTest {
  private static final List<String> MODULES =
      List.of(
          "core", "json", "aws", "server", "watcher", "logger", "worker", "local", "talk",
          "account", "deploy", "client");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(place -> !place.contains("-tests.jar"))
          .importPackages("farm.sheaf");

  @ParameterizedTest(name = "{0} knows {1}")
  @CsvSource({
    "core,    ''",
    "json,    core",
    "aws,     core json",
    "server,  core json aws",
    "watcher, core json aws",
    "logger,  core json aws",
    "worker,  core json aws",
    "local,   core json aws server watcher logger worker",
    "talk,    ''",
    "account, talk core json aws",
    "deploy,  talk account core json aws",
    "client,  talk account deploy core json aws local"
  })
  void a_module_knows_only_those_below_it(String module, String known) {
    List<String> allowed = List.of(known.split(" ", -1));
    String[] forbidden =
        MODULES.stream()
            .filter(each -> !each.equals(module) && !allowed.contains(each))
            .map(each -> "farm.sheaf." + each + "..")
            .toArray(String[]::new);
    if (forbidden.length > 0) {
      noClasses()
          .that()
          .resideInAPackage("farm.sheaf." + module + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(forbidden)
          .check(CLASSES);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"software.amazon..", "com.amazonaws.."})
  void what_travels_is_read_without_the_sdk(String vendor) {
    noClasses()
        .that()
        .resideInAPackage("farm.sheaf.json..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(vendor)
        .check(CLASSES);
  }

  @Test
  void ports_stand_in_core_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("farm.sheaf.core..")
        .should()
        .resideInAPackage("..port..")
        .check(CLASSES);
  }

  @Test
  void a_worker_meets_its_farm_through_the_ports() {
    noClasses()
        .that()
        .resideInAPackage("farm.sheaf.worker..")
        .and()
        .doNotHaveFullyQualifiedName("farm.sheaf.worker.WorkerProgram")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("farm.sheaf.aws..", "software.amazon..")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"software.amazon..", "com.amazonaws..", "com.fasterxml.jackson.."})
  void the_domain_knows_neither_the_sdk_nor_json(String vendor) {
    noClasses()
        .that()
        .resideInAPackage("farm.sheaf.core..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(vendor)
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"command", "analysis", "job", "progress", "machine", "scene"})
  void in_the_client_only_the_farm_package_knows_the_sdk(String part) {
    noClasses()
        .that()
        .resideInAPackage("farm.sheaf.client." + part + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(CLASSES);
  }

  /** A deployment's own business: the command line calls its steps and sees nothing below them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.fabric8..",
        "software.amazon.awssdk.services.cloudformation..",
        "software.amazon.awssdk.services.ecr..",
        "software.amazon.awssdk.services.eks..",
        "software.amazon.awssdk.services.iam..",
        "software.amazon.awssdk.services.servicequotas.."
      })
  void only_the_deployer_knows_what_a_deployment_is_made_of(String vendor) {
    noClasses()
        .that()
        .resideOutsideOfPackage("farm.sheaf.deploy..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(vendor)
        .check(CLASSES);
  }

  /** Heavy: only who asks for the cluster waits for it to load. */
  @Test
  void only_the_cluster_package_knows_kubernetes() {
    noClasses()
        .that()
        .resideOutsideOfPackage("farm.sheaf.deploy.cluster..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fabric8..")
        .check(CLASSES);
  }

  /** Timelines are drawn from a job's document; they ask nobody and know no command. */
  @Test
  void analysis_stands_apart_from_farms_and_commands() {
    noClasses()
        .that()
        .resideInAPackage("farm.sheaf.client.analysis..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "farm.sheaf.client.command..",
            "farm.sheaf.client.farm..",
            "farm.sheaf.client.machine..",
            "farm.sheaf.client.scene..",
            "farm.sheaf.account..",
            "farm.sheaf.deploy..")
        .check(CLASSES);
  }
}
