package farm.sheaf.client.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.worker.blender.InstalledBlender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a person without a farm does: {@code blender -b FILE ... -a}. */
final class PlainBlender {
  private PlainBlender() {}

  /**
   * Renders a range into a folder as {@code 0001.png}.
   *
   * @param python settings, with the scene as {@code scene}
   */
  static void animate(Path file, int start, int end, String python, Path folder)
      throws IOException {
    InstalledBlender.run(
        folder.resolve("blender.log"),
        List.of(
            file.toString(),
            "--python-expr",
            "import bpy; scene = bpy.context.scene\n" + python,
            "-F",
            "PNG",
            "-x",
            "1",
            "-o",
            folder.resolve("####").toString(),
            "-s",
            Integer.toString(start),
            "-e",
            Integer.toString(end),
            "-a"));
    assertThat(folder.resolve("%04d.png".formatted(end))).exists();
  }
}
