package farm.sheaf.deploy;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.Telling.Doing;
import farm.sheaf.deploy.cluster.Reading;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;

/** The principal of whoever deploys, as a cluster must know it: a role with its path. */
record OwnRole(Target target) {
  String arn() {
    Identity who = target.signIn().identity();
    Optional<String> role = who.role();
    if (role.isEmpty()) {
      return who.principal();
    }
    // Roles of IAM Identity Center have a path, which a session's name leaves out.
    return switch (Reading.of(() -> arn(role.get()))) {
      case Reading.Known<String>(String arn) -> arn;
      case Reading.Unread<String> _ -> who.principal();
    };
  }

  private String arn(String role) {
    AwsAccess access = target.access();
    try (IamClient iam = access.configured(IamClient.builder(), "IAM").build()) {
      return access
          .telling()
          .telling(
              new Doing("looking at the role " + role, "iam:GetRole"),
              () -> iam.getRole(request -> request.roleName(role)).role().arn());
    }
  }
}
