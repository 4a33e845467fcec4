package farm.sheaf.core.scene;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.scene.BlendHead.SceneRange;
import farm.sheaf.core.scene.BlendHeadReader.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BlendHeadReaderTest {
  private static final Path EXAMPLE = Path.of("../examples/rolling-ball.blend");

  static Stream<byte[]> layouts() {
    return Stream.of(
        BlendBytes.plain(-3, 250, "Scène"),
        BlendBytes.bigEndian(-3, 250, "Scène"),
        BlendBytes.large(-3, 250, "Scène"),
        BlendBytes.gzip(BlendBytes.plain(-3, 250, "Scène")));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void reads_range_and_scene_of_every_layout(byte[] file) {
    assertThat(BlendHeadReader.read(file))
        .isInstanceOfSatisfying(
            Reading.Found.class,
            found ->
                assertThat(found.head().scenes())
                    .isEqualTo(List.of(new SceneRange("Scène", -3, 250))));
  }

  @Test
  void reads_a_real_compressed_file_from_its_first_bytes() throws IOException {
    byte[] file = Files.readAllBytes(EXAMPLE);
    assertThat(Arrays.copyOf(file, 4))
        .as("zstd")
        .isEqualTo(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd});
    Reading reading = BlendHeadReader.read(Arrays.copyOf(file, 256 << 10));
    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Found.class,
            found -> {
              assertThat(found.head().version()).isEqualTo(304);
              assertThat(found.head().scenes().getFirst().start()).isEqualTo(1);
              assertThat(found.head().scenes().getFirst().end()).isEqualTo(48);
            });
  }

  @Test
  void asks_for_more_of_a_file_that_breaks_off_in_its_head() throws IOException {
    byte[] whole = BlendBytes.plain(1, 2, "Scene");
    for (int length : new int[] {7, 12, 20, 36, 60}) {
      assertThat(BlendHeadReader.read(Arrays.copyOf(whole, length)))
          .as("%d bytes", length)
          .isEqualTo(new Reading.NeedsMore());
    }
    assertThat(BlendHeadReader.read(Arrays.copyOf(Files.readAllBytes(EXAMPLE), 40)))
        .isEqualTo(new Reading.NeedsMore());
  }

  @ParameterizedTest
  @CsvSource({
    "version https://git-lfs.github.com/spec/v1, Git LFS pointer",
    "hello there, a text file",
    "BLENDERxxxxxxxxxxxxxxx, damaged header",
    "'', empty"
  })
  void calls_what_is_no_blender_file_by_its_name(String content, String what) {
    assertThat(BlendHeadReader.read(content.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOfSatisfying(
            Reading.NotBlend.class, not -> assertThat(not.what()).contains(what));
  }

  @Test
  void calls_a_png_a_png_and_other_gzip_other_gzip() {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0};
    assertThat(BlendHeadReader.read(png)).isEqualTo(new Reading.NotBlend("a PNG image"));
    byte[] gzip =
        BlendBytes.gzip("a tar archive, say, of some length".getBytes(StandardCharsets.UTF_8));
    assertThat(BlendHeadReader.read(gzip))
        .isEqualTo(new Reading.NotBlend("a compressed file, but not of a Blender scene"));
  }
}
