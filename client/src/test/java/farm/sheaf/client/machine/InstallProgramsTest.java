package farm.sheaf.client.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.talk.Problem;
import farm.sheaf.talk.Style;
import farm.sheaf.talk.Talk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallProgramsTest {
  @TempDir private Path bin = Path.of("");
  private final List<String> run = new ArrayList<>();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void aDebianWithSudo() {
    program("apt-get");
    program("sudo");
    program("ffmpeg");
  }

  @Test
  void old_package_lists_are_brought_up_to_date_and_it_is_tried_again() {
    install(new Apt("update"));

    assertThat(run)
        .allMatch(line -> line.contains("DEBIAN_FRONTEND=noninteractive apt-get"))
        .extracting(line -> line.replaceAll(".*Timeout=120 ", ""))
        .containsExactly(
            "install -y --no-install-recommends blender",
            "update",
            "install -y --no-install-recommends blender");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("Not found here: blender. Installing with: ")
        .endsWith("Installed.\n");
  }

  @Test
  void an_installation_that_fails_shows_its_last_words() {
    assertThatThrownBy(() -> install(new Apt("never")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("E: no such package")
        .hasMessageContaining("apt-get install -y --no-install-recommends blender");
  }

  @Test
  void a_program_that_is_named_and_not_there_is_not_replaced_by_a_package() {
    Map<String, String> named = Map.of("PATH", bin.toString(), "SHEAF_BLENDER", "/nowhere/blender");

    assertThatThrownBy(() -> install(new Apt("install"), named))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("SHEAF_BLENDER is /nowhere/blender, and there is no program there");
    assertThat(run).isEmpty();
  }

  private void install(Apt apt) {
    install(apt, Map.of("PATH", bin.toString()));
  }

  private void install(Apt apt, Map<String, String> environment) {
    Machine machine = new Machine(environment, apt);
    PrintStream people = new PrintStream(err, true, StandardCharsets.UTF_8);
    new InstallPrograms(machine, new Talk(people, people, Style.PLAIN)).now();
  }

  private void program(String name) {
    try {
      Files.createFile(
          bin.resolve(name),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An apt that installs Blender once a certain word was said to it. */
  private final class Apt implements Commands {
    private final String word;

    Apt(String word) {
      this.word = word;
    }

    @Override
    public int run(List<String> command, Path log) {
      run.add(String.join(" ", command));
      boolean told = run.stream().anyMatch(line -> line.endsWith(word));
      if (command.contains("install") && !told) {
        try {
          Files.writeString(log, "E: no such package\n");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return 100;
      }
      if (command.contains("install")) {
        program("blender");
      }
      return 0;
    }

    @Override
    public Optional<String> output(List<String> command) {
      return Optional.of("");
    }
  }
}
