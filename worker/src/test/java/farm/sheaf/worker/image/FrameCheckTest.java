package farm.sheaf.worker.image;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.worker.film.InstalledFfmpeg;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCheckTest {
  private static final ImageSize SIZE = new ImageSize(37, 23);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void a_whole_image_has_no_problem(ImageFormat format) throws IOException {
    assertThat(FrameCheck.problem(drawn(format), format, SIZE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void an_image_that_is_cut_off_anywhere_is_caught(ImageFormat format) throws IOException {
    byte[] whole = Files.readAllBytes(drawn(format));
    Path cut = folder.resolve("cut");
    for (int length = 0; length < whole.length; length += 1 + whole.length / 300) {
      Files.write(cut, Arrays.copyOf(whole, length));

      assertThat(FrameCheck.problem(cut, format, SIZE)).as("cut after %d", length).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void an_image_with_zeros_at_its_end_is_caught(ImageFormat format) throws IOException {
    byte[] whole = Files.readAllBytes(drawn(format));
    Path zeroed = folder.resolve("zeroed");
    Arrays.fill(whole, 8, whole.length, (byte) 0);
    Files.write(zeroed, whole);

    assertThat(FrameCheck.problem(zeroed, format, SIZE)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void an_image_of_another_size_is_caught_with_both_sizes(ImageFormat format) throws IOException {
    assertThat(FrameCheck.problem(drawn(format), format, new ImageSize(1920, 1080)))
        .isEqualTo(Optional.of("the image is 37x23, not 1920x1080"));
  }

  @Test
  void any_changed_byte_of_a_png_is_caught() throws IOException {
    byte[] whole = Files.readAllBytes(drawn(ImageFormat.PNG));
    Path changed = folder.resolve("changed.png");
    for (int i = 0; i < whole.length; i++) {
      byte[] bytes = whole.clone();
      bytes[i] ^= 0x10;
      Files.write(changed, bytes);

      assertThat(FrameCheck.problem(changed, ImageFormat.PNG, SIZE)).as("byte %d", i).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED
      })
  void every_kind_of_png_is_read(int type) throws IOException {
    Path png = folder.resolve("kind.png");
    ImageIO.write(new BufferedImage(37, 23, type), "png", png.toFile());

    assertThat(FrameCheck.problem(png, ImageFormat.PNG, SIZE)).isEmpty();
  }

  private Path drawn(ImageFormat format) throws IOException {
    BufferedImage image =
        new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_INT_RGB);
    Random random = new Random(4711);
    for (int i = 0; i < SIZE.width() * SIZE.height(); i++) {
      image.setRGB(i % SIZE.width(), i / SIZE.width(), random.nextInt(1 << 24));
    }
    Path png = folder.resolve("drawn.png");
    ImageIO.write(image, "png", png.toFile());
    Path drawn = folder.resolve("drawn." + format.extension());
    switch (format) {
      case PNG -> {}
      case JPEG -> ImageIO.write(image, "jpg", drawn.toFile());
      case EXR -> convert(png, drawn);
    }
    return drawn;
  }

  private static void convert(Path png, Path exr) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    InstalledFfmpeg.program().ffmpeg().toString(),
                    "-v",
                    "error",
                    "-y",
                    "-i",
                    png.toString(),
                    "-compression",
                    "zip16",
                    exr.toString()))
            .inheritIO()
            .start();
    assertThat(process.onExit().join().exitValue()).isZero();
  }
}
