package farm.sheaf.conformance;

import farm.sheaf.aws.FarmResources;
import farm.sheaf.conformance.farm.GivenServers;
import farm.sheaf.conformance.farm.Servers;
import farm.sheaf.conformance.selection.Decision;
import farm.sheaf.conformance.selection.Target;
import farm.sheaf.conformance.selection.Wishes;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The suite against any servers whose addresses the environment gives, AWS's own among them, when
 * {@code SHEAF_CONFORMANCE} holds {@code endpoints}. It makes parts of its own and removes them.
 */
class EndpointsConformanceIT extends FarmConformance {
  EndpointsConformanceIT() {
    super(Target.ENDPOINTS);
  }

  @Override
  Decision decision() {
    return Wishes.of(System.getenv()).endpoints();
  }

  @Override
  Servers servers(FarmResources names, Path folder) {
    Map<String, String> given =
        System.getenv().entrySet().stream()
            .filter(variable -> variable.getKey().startsWith("AWS_"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return new GivenServers(given, () -> {});
  }
}
