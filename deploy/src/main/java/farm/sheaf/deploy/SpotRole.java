package farm.sheaf.deploy;

import java.util.List;

/**
 * The account's role for machines on spot. A new account has none, EC2 makes it by itself only for
 * who asks in the console, and without it no such machine starts.
 */
record SpotRole(DeployFolders folders, Shell shell) implements Step {
  private static final List<String> MAKE =
      List.of(
          "aws", "iam", "create-service-linked-role", "--aws-service-name", "spot.amazonaws.com");

  @Override
  public String title() {
    return "Role for spot machines";
  }

  @Override
  public Look look() {
    return new Look.Needed();
  }

  @Override
  public String run() {
    Shell.Call call = new Shell.Call(MAKE, folders.root(), "");
    Shell.Ended ended = shell.run(call);
    if (ended.well()) {
      return "made";
    }
    if (ended.output().contains("has been taken in this account")) {
      return "already there";
    }
    if (ended.output().contains("AccessDenied")
        || ended.output().contains("not authorized to perform")) {
      return "not made, for want of permission. If the account has none, workers run on demand"
          + " until somebody with iam:CreateServiceLinkedRole runs: "
          + String.join(" ", MAKE);
    }
    throw shell.failed(call, ended, "");
  }
}
