package farm.sheaf.conformance.permission;

import com.fasterxml.jackson.databind.JsonNode;
import farm.sheaf.conformance.farm.Role;
import farm.sheaf.conformance.runtime.FunctionPackage;
import farm.sheaf.infra.FarmApp;
import farm.sheaf.infra.configuration.FarmConfiguration;
import farm.sheaf.infra.function.FunctionPackages;
import farm.sheaf.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The farm as the CDK app describes it, with pools of both kinds. */
final class DeployedFarm {
  private final List<Template> templates;

  private DeployedFarm(List<Template> templates) {
    this.templates = templates;
  }

  static DeployedFarm synthesize(Path folder) throws IOException {
    FarmConfiguration configuration =
        FarmConfiguration.read(Map.of("sheaf:max-workers-gpu", "2", "sheaf:stage", "prod"));
    FarmApp.synth(configuration, folder, FunctionPackages.in(FunctionPackage.root()));
    return new DeployedFarm(Template.in(folder));
  }

  Map<Role, Set<Grant>> grants() {
    return Roles.read(templates);
  }

  /** The variables that the functions are given. */
  Map<Role, Map<String, String>> environments() {
    Map<Role, Map<String, String>> all = new EnumMap<>(Role.class);
    for (Template template : templates) {
      for (JsonNode function : template.resources("AWS::Lambda::Function").values()) {
        for (Role role : Role.values()) {
          if (template
              .text(function.path("Handler"))
              .startsWith("farm.sheaf." + role.word() + ".")) {
            all.put(role, variables(template, function.at("/Environment/Variables")));
          }
        }
      }
    }
    return all;
  }

  /** The variables that clients are told of. */
  Map<String, String> publishedEnvironment() {
    for (Template template : templates) {
      for (JsonNode parameter : template.resources("AWS::SSM::Parameter").values()) {
        if (template.text(parameter.path("Name")).endsWith("/farm")) {
          JsonNode farm = Json.parseObject(template.text(parameter.path("Value")));
          return variables(template, farm.path("environment"));
        }
      }
    }
    throw new IllegalStateException("no parameter tells of the farm");
  }

  private static Map<String, String> variables(Template template, JsonNode values) {
    Map<String, String> variables = new TreeMap<>();
    values
        .properties()
        .forEach(value -> variables.put(value.getKey(), template.text(value.getValue())));
    return variables;
  }

  /** The names that a property gives to all resources of a type. */
  Set<String> names(String type, String property) {
    return templates.stream()
        .flatMap(
            template ->
                template.resources(type).values().stream()
                    .map(resource -> template.text(resource.path(property))))
        .collect(Collectors.toSet());
  }
}
