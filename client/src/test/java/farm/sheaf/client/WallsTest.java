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
      List.of("core", "json", "aws", "server", "watcher", "logger", "worker", "local", "client");
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
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
    "client,  core json aws local"
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
  @ValueSource(strings = {"command", "job", "progress", "machine", "scene", "talk"})
  void in_the_client_only_the_farm_package_knows_the_sdk(String part) {
    noClasses()
        .that()
        .resideInAPackage("farm.sheaf.client." + part + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(CLASSES);
  }

  /** Heavy clients: only who asks for the cluster waits for them to load. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.fabric8..",
        "software.amazon.awssdk.services.eks..",
        "software.amazon.awssdk.services.servicequotas.."
      })
  void only_the_cluster_package_knows_kubernetes_and_eks(String vendor) {
    noClasses()
        .that()
        .resideOutsideOfPackage("farm.sheaf.client.cluster..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(vendor)
        .check(CLASSES);
  }
}
