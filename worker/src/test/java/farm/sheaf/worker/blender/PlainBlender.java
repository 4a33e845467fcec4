package farm.sheaf.worker.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a person without a farm does: {@code blender -b FILE ... -a}, into a folder as {@code
 * 0001.png}.
 *
 * @param python settings, with the scene as {@code scene}
 */
public record PlainBlender(Path file, String python, Path folder) {
  private static final int MOST_TRIES = 5;

  /** Far above what any other scene, frame or setting would reach. */
  private static final double SAME_BUT_FOR_CHANCE_DB = 55;

  public void animate(int start, int end) {
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
  }

  /**
   * Asserts that Blender alone gives a frame these pixels.
   *
   * <p>Blender does not always agree with itself: it gives frame 2 of the workshop scene in one of
   * two ways, from run to run on an idle machine. So where the pixels differ, Blender alone renders
   * the frame again, a few times; and if chance will not have it, the difference must be as small
   * as that of Blender from itself.
   */
  public void assertGives(int frame, Path image) throws IOException {
    Path alone = folder.resolve("%04d.png".formatted(frame));
    for (int tried = 0; tried < MOST_TRIES; tried++) {
      if (Pixels.of(alone).equals(Pixels.of(image))) {
        return;
      }
      animate(frame, frame);
    }
    assertThat(Pixels.likeness(alone, image))
        .as("likeness in dB of frame %d to Blender's own", frame)
        .isGreaterThan(SAME_BUT_FOR_CHANCE_DB);
  }
}
