package farm.sheaf.conformance.permission;

import com.fasterxml.jackson.databind.JsonNode;
import farm.sheaf.conformance.farm.Role;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the templates allow each role of the farm: a function's own role, the worker's pod role. */
final class Roles {
  private static final String WORKER_ACCOUNT = "worker";

  private Roles() {}

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException for a role that is missing, or a policy of a form that this
   *     reader cannot judge: managed policies, denials, conditions
   */
  static Map<Role, Set<Grant>> read(List<Template> templates) {
    Map<Role, Set<Grant>> all = new EnumMap<>(Role.class);
    for (Template template : templates) {
      template
          .resources("AWS::Lambda::Function")
          .values()
          .forEach(
              function -> {
                String handler = template.text(function.path("Handler"));
                for (Role role : Role.values()) {
                  if (handler.startsWith("farm.sheaf." + role.word() + ".")) {
                    all.put(role, grants(template, function.path("Role")));
                  }
                }
              });
      template
          .resources("AWS::EKS::PodIdentityAssociation")
          .values()
          .forEach(
              pods -> {
                if (template.text(pods.path("ServiceAccount")).equals(WORKER_ACCOUNT)) {
                  all.put(Role.WORKER, grants(template, pods.path("RoleArn")));
                }
              });
    }
    for (Role role : Role.values()) {
      if (!all.containsKey(role)) {
        throw new IllegalArgumentException("the templates have no role for the " + role.word());
      }
    }
    return all;
  }

  private static Set<Grant> grants(Template template, JsonNode roleArn) {
    String logicalId = roleArn.path("Fn::GetAtt").path(0).asText();
    JsonNode role = template.resources("AWS::IAM::Role").get(logicalId);
    if (role == null) {
      throw new IllegalArgumentException(roleArn + " is no role of the same template");
    }
    if (!role.path("ManagedPolicyArns").isMissingNode()) {
      throw new IllegalArgumentException(logicalId + " has managed policies, which grant unseen");
    }
    Set<Grant> grants = new LinkedHashSet<>();
    role.path("Policies").forEach(policy -> add(template, policy.path("PolicyDocument"), grants));
    template
        .resources("AWS::IAM::Policy")
        .values()
        .forEach(
            policy -> {
              if (template.texts(policy.path("Roles")).contains("${" + logicalId + "}")) {
                add(template, policy.path("PolicyDocument"), grants);
              }
            });
    return grants;
  }

  private static void add(Template template, JsonNode document, Set<Grant> grants) {
    for (JsonNode statement : document.path("Statement")) {
      if (!statement.path("Effect").asText().equals("Allow")
          || statement.has("Condition")
          || statement.has("NotAction")
          || statement.has("NotResource")) {
        throw new IllegalArgumentException("a statement that is no plain grant: " + statement);
      }
      for (String action : template.texts(statement.path("Action"))) {
        for (String resource : template.texts(statement.path("Resource"))) {
          grants.add(new Grant(action, resource));
        }
      }
    }
  }
}
