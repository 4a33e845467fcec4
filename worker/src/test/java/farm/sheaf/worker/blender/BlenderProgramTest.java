package farm.sheaf.worker.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlenderProgramTest {
  @TempDir private Path folder;

  @Test
  void the_option_goes_before_the_variable_and_the_variable_before_the_path() throws IOException {
    Path option = program("option");
    Path variable = program("variable");
    Path onPath = program("blender");
    Map<String, String> environment =
        Map.of("SHEAF_BLENDER", variable.toString(), "PATH", folder.toString());
    assertThat(BlenderProgram.find(Optional.of(option), environment)).isEqualTo(found(option));
    assertThat(BlenderProgram.find(Optional.empty(), environment)).isEqualTo(found(variable));
    assertThat(BlenderProgram.find(Optional.empty(), Map.of("PATH", folder.toString())))
        .isEqualTo(found(onPath));
  }

  @Test
  void a_named_program_that_is_not_there_is_an_answer() {
    assertThat(BlenderProgram.find(Optional.of(folder.resolve("nothing")), System.getenv()))
        .isInstanceOfSatisfying(
            BlenderSearch.NotFound.class,
            notFound ->
                assertThat(notFound.message())
                    .contains(folder + "/nothing", "not an executable file", "apt-get install"));
  }

  @Test
  void a_download_in_the_home_folder_is_found() throws IOException {
    Files.createDirectories(folder.resolve("blender-9.9-linux-x64"));
    Path program = program("blender-9.9-linux-x64/blender");
    BlenderSearch search =
        BlenderProgram.find(Optional.empty(), Map.of("PATH", "", "HOME", folder.toString()));
    // A Blender that is installed on this machine goes first.
    if (Files.notExists(Path.of("/usr/bin/blender"))) {
      assertThat(search).isEqualTo(found(program));
    } else {
      assertThat(search).isEqualTo(found(Path.of("/usr/bin/blender")));
    }
  }

  @Test
  void the_probe_tells_version_and_features() {
    assertThat(InstalledBlender.program().probe())
        .isInstanceOfSatisfying(
            BlenderProbe.Able.class,
            able -> {
              assertThat(able.version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
              assertThat(able.features()).contains("cycles");
            });
  }

  @Test
  void a_program_that_is_no_blender_cannot_serve() throws IOException {
    Path other = program("other");
    Files.writeString(other, "#!/bin/sh\necho I am no renderer\nexit 7\n");
    assertThat(new BlenderProgram(other).probe())
        .isInstanceOfSatisfying(
            BlenderProbe.Unable.class,
            unable ->
                assertThat(unable.reason())
                    .contains(other.toString(), "exit status 7", "I am no renderer", "--blender"));
  }

  private static BlenderSearch found(Path program) {
    return new BlenderSearch.Found(new BlenderProgram(program));
  }

  private Path program(String name) throws IOException {
    return Files.createFile(
        folder.resolve(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
  }
}
