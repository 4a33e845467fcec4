package farm.sheaf.deploy;

import java.util.ArrayList;
import java.util.List;

/** Installs EKS's own add-on that measures CPU use, by which the hpa overlay scales. */
record InstallMetrics(Target target, DeployFolders folders, Shell shell) implements Step {
  private static final String ADDON = "metrics-server";

  @Override
  public String title() {
    return "Metrics";
  }

  @Override
  public Look look() {
    Shell.Ended there =
        shell.run(eks("describe-addon", "--query", "addon.status", "--output", "text"));
    return there.well() && there.output().contains("ACTIVE")
        ? new Look.Done(ADDON)
        : new Look.Needed();
  }

  @Override
  public String run() {
    Shell.Ended made = shell.run(eks("create-addon"));
    if (!made.well() && !made.output().contains("already exists")) {
      throw shell.failed(eks("create-addon"), made, "");
    }
    shell.must(eks("wait", "addon-active"), "");
    return ADDON;
  }

  private Shell.Call eks(String... words) {
    List<String> all = new ArrayList<>(List.of("aws", "eks"));
    all.addAll(List.of(words));
    all.addAll(
        List.of(
            "--region",
            target.region(),
            "--cluster-name",
            target.clusterName(),
            "--addon-name",
            ADDON));
    return new Shell.Call(all, folders.root(), "");
  }
}
