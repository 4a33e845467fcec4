package farm.sheaf.infra.function;

import farm.sheaf.infra.naming.FarmNames;
import farm.sheaf.infra.naming.Permissions;
import java.util.List;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * Policies that the account's owner hands out: to people who render, and to machines outside the
 * cluster that run the worker's image. Nobody has them until somebody attaches them.
 */
final class HandedOutPolicies extends Construct {
  HandedOutPolicies(Construct scope, FarmNames names, Permissions permissions) {
    super(scope, "HandedOut");
    policy(names.staged("sheaf-artist"), "Renders on Sheaf", permissions.artist());
    policy(names.staged("sheaf-worker"), "Works for Sheaf on any machine", permissions.worker());
  }

  private void policy(String name, String description, List<PolicyStatement> statements) {
    ManagedPolicy.Builder.create(this, name)
        .managedPolicyName(name)
        .description(description)
        .statements(statements)
        .build();
  }
}
