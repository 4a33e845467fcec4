package farm.sheaf.infra;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import farm.sheaf.infra.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeProgramTest {
  @TempDir Path folder;

  @Test
  void node_anywhere_in_the_path_is_enough() throws IOException {
    Path node = Files.writeString(folder.resolve("node"), "");
    assertThatCode(() -> NodeProgram.check(path())).isInstanceOf(ConfigurationException.class);
    node.toFile().setExecutable(true);
    assertThatCode(() -> NodeProgram.check(path())).doesNotThrowAnyException();
  }

  @Test
  void without_it_a_person_is_told_what_to_install() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> NodeProgram.check(path()))
        .withMessage(
            "There is no program \"node\" in the PATH, and the CDK runs in it; install Node.js 20"
                + " or later from nodejs.org");
  }

  private Map<String, String> path() {
    return Map.of("PATH", "/nowhere:" + folder);
  }
}
