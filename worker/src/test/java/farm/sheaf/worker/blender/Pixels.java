package farm.sheaf.worker.blender;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.worker.film.InstalledFfmpeg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Decoded pixels of an image as one digest: files of the same pixels differ in their metadata. */
final class Pixels {
  private Pixels() {}

  static String of(Path image) throws IOException {
    return ffmpeg(List.of("-i", image.toString(), "-f", "md5", "-"));
  }

  static void assertSame(Path image, Path reference) throws IOException {
    assertThat(of(image)).as("pixels of %s and %s", image, reference).isEqualTo(of(reference));
  }

  private static String ffmpeg(List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(InstalledFfmpeg.program().ffmpeg().toString(), "-v", "error"));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
