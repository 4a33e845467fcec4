package farm.sheaf.cluster.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.worker.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the manifests tell the worker is what it understands. */
final class CommandLineTest {
  @Test
  void the_worker_knows_each_option_that_it_is_given() throws IOException {
    String usage = usage();

    assertThat(WorkerPod.all())
        .isNotEmpty()
        .allSatisfy(
            pod ->
                assertThat(pod.worker().getArgs())
                    .filteredOn(word -> word.startsWith("--"))
                    .isNotEmpty()
                    .allSatisfy(option -> assertThat(usage).contains("  " + option + " ")));
  }

  private static String usage() throws IOException {
    Process worker =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "--help"))
            .redirectErrorStream(true)
            .start();
    return new String(worker.getInputStream().readAllBytes(), UTF_8);
  }
}
