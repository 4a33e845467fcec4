package farm.sheaf.infra;

import farm.sheaf.infra.configuration.ConfigurationException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** The program that the CDK runs in: its Java classes are a front for JavaScript. */
final class NodeProgram {
  private NodeProgram() {}

  /**
   * Checks that it is there.
   *
   * @throws ConfigurationException when it is not
   */
  static void check(Map<String, String> environment) {
    if (environment.containsKey("JSII_RUNTIME") || environment.containsKey("JSII_NODE")) {
      return;
    }
    boolean there =
        Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .filter(folder -> !folder.isEmpty())
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    if (!there) {
      throw new ConfigurationException(
          "There is no program \"node\" in the PATH, and the CDK runs in it; install Node.js 20 or"
              + " later from nodejs.org");
    }
  }
}
