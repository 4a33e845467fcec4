package farm.sheaf.client.endtoend;

import static org.awaitility.Awaitility.await;

import farm.sheaf.local.FarmEnvironment;
import farm.sheaf.local.LocalFarm;
import farm.sheaf.local.home.FarmCredentials;
import farm.sheaf.local.home.FarmHome;
import farm.sheaf.local.home.RunningFarm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A farm in a JVM of its own, to be killed. */
final class FarmProcess {
  private final Process process;
  private final FarmHome home;

  private FarmProcess(Process process, FarmHome home) {
    this.process = process;
    this.home = home;
  }

  /** The program of the process: a quick farm that runs until standard input ends. */
  public static void main(String[] args) throws IOException {
    try (LocalFarm.Started farm = QuickFarm.withBlender(Path.of(args[0]))) {
      System.out.println("up, process " + farm.running().pid());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  static FarmProcess start(Path folder, Path logs) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path"),
                    FarmProcess.class.getName(),
                    folder.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logs.resolve("farm.out").toFile()))
            .start();
    FarmHome home = new FarmHome(folder).create();
    await("the farm is up")
        .atMost(Duration.ofMinutes(1))
        .until(() -> RunningFarm.find(home).isPresent());
    return new FarmProcess(process, home);
  }

  FarmUser user() {
    return new FarmUser(
        FarmEnvironment.of(
            RunningFarm.find(home).orElseThrow().endpoints(), FarmCredentials.of(home)));
  }

  /** As if the plug was pulled, but for the workers: they end because it ended. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void stop() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
  }
}
