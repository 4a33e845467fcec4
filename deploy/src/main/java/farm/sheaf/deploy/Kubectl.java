package farm.sheaf.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** kubectl, at the farm's cluster and no other: it reads the farm's own kubeconfig. */
record Kubectl(Shell shell, DeployFolders folders) {
  private static final String UNREACHABLE =
      "If the cluster cannot be reached: its API takes the addresses that were given with"
          + " --api-cidr (or this machine's, at the time); ./sheaf deploy from here adds this one.";

  Shell.Ended run(String... words) {
    return shell.run(call(words));
  }

  String must(String... words) {
    return shell.must(call(words), UNREACHABLE);
  }

  /** Whether the cluster has a thing. */
  boolean has(String kind, String name) {
    return !must("get", kind, name, "--ignore-not-found", "-o", "name").isBlank();
  }

  private Shell.Call call(String... words) {
    List<String> all =
        new ArrayList<>(List.of("kubectl", "--kubeconfig", folders.kubeconfig().toString()));
    all.add("--request-timeout=30s");
    all.addAll(List.of(words));
    Path folder = folders.root();
    return new Shell.Call(all, folder, "");
  }
}
