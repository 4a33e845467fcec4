package farm.sheaf.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** AWS CDK's command line, at a pinned version, with Sheaf's own app. */
record Cdk(Shell shell, DeployFolders folders) {
  /** Version 3.0.0, which npm calls the latest, is no release of CDK's makers' intent. */
  private static final String PACKAGE = "aws-cdk@2.1148.1";

  /** Words for CDK with the app's context; its folder has the app in {@code cdk.json}. */
  Shell.Call call(List<String> words, Map<String, String> context) {
    List<String> all = new ArrayList<>(List.of("npx", "--yes", PACKAGE));
    all.addAll(words);
    context.forEach(
        (key, value) -> {
          all.add("--context");
          all.add(key + "=" + value);
        });
    return new Shell.Call(all, folders.infra(), "");
  }
}
