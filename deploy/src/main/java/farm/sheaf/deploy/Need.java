package farm.sheaf.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A program that must be there.
 *
 * @param names any of which will do
 * @param question what to ask it for its version
 * @param version finds the version in what it answers, as two numbers
 * @param least the least version
 * @param how to get it
 */
record Need(List<String> names, List<String> question, Pattern version, Least least, String how) {
  /** A version's first two numbers. */
  record Least(int major, int minor) {
    boolean holds(int hasMajor, int hasMinor) {
      return hasMajor > major || (hasMajor == major && hasMinor >= minor);
    }

    @Override
    public String toString() {
      return major + "." + minor;
    }
  }

  private static final Need NODE =
      new Need(
          List.of("node"),
          List.of("--version"),
          Pattern.compile("v(\\d+)\\.(\\d+)"),
          new Least(20, 0),
          "Node.js 20 or later, for AWS CDK: https://nodejs.org, or your system's package nodejs");

  private static final Need NPX =
      new Need(
          List.of("npx"),
          List.of("--version"),
          Pattern.compile("(\\d+)\\.(\\d+)"),
          new Least(7, 0),
          "npx, for AWS CDK: it comes with Node.js, or as your system's package npm");

  private static final Need KUBECTL =
      new Need(
          List.of("kubectl"),
          List.of("version", "--client", "-o", "json"),
          Pattern.compile("\"gitVersion\": *\"v(\\d+)\\.(\\d+)"),
          new Least(1, 27),
          "kubectl 1.27 or later (Debian 12's own is too old):"
              + " https://kubernetes.io/docs/tasks/tools");

  private static final Need ENGINE =
      new Need(
          List.of("docker", "podman"),
          List.of("info"),
          Pattern.compile(""),
          new Least(0, 0),
          "Docker or Podman that answers, to build the workers' image: apt-get install podman, or"
              + " https://docs.docker.com/engine/install");

  /** What a deployment needs. */
  static List<Need> of(Choices choices) {
    List<Need> needs = new ArrayList<>(List.of(NODE, NPX));
    if (choices.scaling().cluster()) {
      needs.add(KUBECTL);
      needs.add(ENGINE);
    }
    return List.copyOf(needs);
  }
}
