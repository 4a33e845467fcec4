package farm.sheaf.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a folder of its own, with JDKs and a Maven that are shell scripts: which JDK it
 * takes, when it builds, what it hands on.
 */
final class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "sheaf");

  /** Writes what a build leaves behind, and counts its runs. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo run >> builds
      echo "[INFO] Building Sheaf core 0.1.0            [2/9]"
      mkdir -p client/target/sheaf/lib && echo jar > client/target/sheaf/lib/client.jar
      """;

  @TempDir private Path folder = Path.of("");
  private Path project = Path.of("");

  record Run(int exit, String out, String err) {}

  @BeforeEach
  void aProject() throws IOException {
    project = Files.createDirectories(folder.resolve("a project"));
    Files.createDirectories(project.resolve("client/src/main"));
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    Files.writeString(project.resolve("client/pom.xml"), "<project/>");
    executable(project.resolve("sheaf"), Files.readString(LAUNCHER));
    executable(project.resolve("mvnw"), MAVEN);
  }

  @Test
  void a_jdk_17_on_the_path_is_passed_by_for_a_jdk_25_that_is_named() throws Exception {
    jdk("old", "17.0.12");
    Path right = jdk("right", "25.0.3");

    Run run =
        run(
            Map.of(
                "JAVA_HOME",
                folder.resolve("old").toString(),
                "SHEAF_JAVA_HOME",
                right.toString()));

    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("right ");
  }

  @Test
  void java_home_is_taken_where_it_is_a_jdk_25() throws Exception {
    Path right = jdk("right", "25");

    assertThat(run(Map.of("JAVA_HOME", right.toString())).out()).startsWith("right ");
  }

  @Test
  void a_named_jdk_that_is_too_old_is_refused_with_its_name() throws Exception {
    Path old = jdk("old", "17.0.12");

    Run run = run(Map.of("SHEAF_JAVA_HOME", old.toString()));

    assertThat(run)
        .isEqualTo(
            new Run(
                1,
                "",
                "sheaf: SHEAF_JAVA_HOME is %s, and that is no JDK 25 or newer.\n".formatted(old)));
  }

  @Test
  void it_builds_at_first_use_and_again_only_when_a_source_is_newer() throws Exception {
    Map<String, String> right = Map.of("SHEAF_JAVA_HOME", jdk("right", "25").toString());

    assertThat(run(right).err())
        .startsWith("Building Sheaf (first use")
        .endsWith("  Sheaf core 0.1.0 [2/9]\n  quick start\n");
    assertThat(run(right).err()).isEmpty();
    assertThat(builds()).isEqualTo(1);

    Path source = Files.writeString(project.resolve("client/src/main/A.java"), "class A {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run(right).err()).startsWith("Building Sheaf (its sources have changed)");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void a_build_that_fails_shows_its_errors_and_nothing_is_started() throws Exception {
    executable(
        project.resolve("mvnw"),
        "#!/bin/sh\necho '[INFO] x'\necho '[ERROR] no such class'\nexit 1\n");

    Run run = run(Map.of("SHEAF_JAVA_HOME", jdk("right", "25").toString()));

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("[ERROR] no such class").doesNotContain("[INFO] x");
  }

  @Test
  void it_works_from_anywhere_through_a_link_and_hands_on_words_as_they_are() throws Exception {
    Files.createSymbolicLink(folder.resolve("link"), project.resolve("sheaf"));
    ProcessBuilder builder =
        new ProcessBuilder(folder.resolve("link").toString(), "render", "Grüne Kugel 2.blend");
    builder.directory(Path.of("/").toFile());

    Run run = run(builder, Map.of("SHEAF_JAVA_HOME", jdk("right", "25").toString(), "LC_ALL", "C"));

    assertThat(run.out()).endsWith("[render][Grüne Kugel 2.blend]C.UTF-8\n");
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    executable(
        home.resolve("bin/java"),
        """
        #!/bin/sh
        printf '%s ' "$(basename "$(dirname "$(dirname "$0")")")"
        for word in "$@"; do
          case $word in -XX:AOTCacheOutput=*) echo cache > "${word#*=}" ;; esac
        done
        while [ "$1" != farm.sheaf.client.Main ]; do shift; done
        shift
        for word in "$@"; do printf '[%s]' "$word"; done
        echo "${LC_ALL:-}"
        """);
    executable(home.resolve("bin/javac"), "#!/bin/sh\n");
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private Run run(Map<String, String> environment) throws Exception {
    return run(new ProcessBuilder(project.resolve("sheaf").toString(), "version"), environment);
  }

  private static Run run(ProcessBuilder builder, Map<String, String> environment)
      throws IOException, InterruptedException {
    builder.environment().keySet().removeIf(name -> name.matches("JAVA_HOME|SHEAF_.*|LC_.*|LANG"));
    builder.environment().putAll(environment);
    Path err = Files.createTempFile("launcher", ".err");
    Process process = builder.redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    int exit = process.waitFor();
    String said = Files.readString(err);
    Files.delete(err);
    return new Run(exit, out, said);
  }

  private long builds() throws IOException {
    try (var lines = Files.lines(project.resolve("builds"))) {
      return lines.count();
    }
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
