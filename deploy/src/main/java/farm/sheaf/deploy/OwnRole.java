package farm.sheaf.deploy;

import java.util.Optional;

/** The principal of whoever deploys, as a cluster must know it: a role with its path. */
record OwnRole(Deployment deployment) {
  String arn() {
    Identity who = deployment.target().signIn().identity();
    Optional<String> role = who.role();
    if (role.isEmpty()) {
      return who.principal();
    }
    // Roles of IAM Identity Center have a path, which a session's name leaves out.
    Shell.Ended said =
        deployment
            .shell()
            .run(
                Shell.Call.of(
                    deployment.folders().root(),
                    "aws",
                    "iam",
                    "get-role",
                    "--role-name",
                    role.get(),
                    "--query",
                    "Role.Arn",
                    "--output",
                    "text"));
    String arn = said.output().strip();
    return said.well() && arn.startsWith("arn:") ? arn : who.principal();
  }
}
