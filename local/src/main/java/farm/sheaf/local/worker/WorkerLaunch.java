package farm.sheaf.local.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a worker's JVM is started: this JVM's Java and class path, another main class.
 *
 * @param arguments for the main class; {@code --exit-with-parent} is added
 * @param environment the farm's endpoints, credentials and names
 * @param logs the folder of its log
 */
public record WorkerLaunch(
    String mainClass,
    List<String> jvmFlags,
    List<String> arguments,
    Map<String, String> environment,
    Path logs) {
  /** The worker that renders. */
  public static final String MAIN = "farm.sheaf.worker.Main";

  /** For a quick start and a small heap: the worker waits for Blender most of the time. */
  public static final List<String> QUICK =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /**
   * Runs a program with Ctrl-C and the end of the terminal ignored, which a JVM leaves so: both
   * reach all processes of the terminal at once, and it is the farm that says when its workers
   * drain.
   */
  private static final List<String> SHIELDED =
      List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "worker");

  public WorkerLaunch {
    jvmFlags = List.copyOf(jvmFlags);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  Path log(int number) {
    return logs.resolve("worker-%d.log".formatted(number));
  }

  ProcessBuilder process(int number) {
    List<String> command = new ArrayList<>(SHIELDED);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    command.add("--exit-with-parent");
    ProcessBuilder process = new ProcessBuilder(command);
    // Whatever account the user works with: a worker of this farm must not reach it.
    process.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    process.environment().putAll(environment);
    process.redirectErrorStream(true);
    process.redirectOutput(ProcessBuilder.Redirect.appendTo(log(number).toFile()));
    return process;
  }
}
