package farm.sheaf.worker.blender;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.worker.film.InstalledFfmpeg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decoded pixels of an image as one digest: files of the same pixels differ in their metadata. */
public final class Pixels {
  private Pixels() {}

  public static String of(Path image) throws IOException {
    return ffmpeg(List.of("-i", image.toString(), "-f", "md5", "-"));
  }

  static void assertSame(Path image, Path reference) throws IOException {
    assertThat(of(image)).as("pixels of %s and %s", image, reference).isEqualTo(of(reference));
  }

  /** Peak signal-to-noise ratio of two images of one size, in dB; infinite for equal ones. */
  static double likeness(Path image, Path reference) throws IOException {
    String said =
        ffmpeg(
            List.of(
                "-i",
                image.toString(),
                "-i",
                reference.toString(),
                "-lavfi",
                "psnr=stats_file=-",
                "-f",
                "null",
                "-"));
    Matcher found = Pattern.compile("psnr_avg:([0-9.]+|inf)").matcher(said);
    if (!found.find()) {
      throw new IOException("ffmpeg compares no images: " + said);
    }
    return found.group(1).equals("inf")
        ? Double.POSITIVE_INFINITY
        : Double.parseDouble(found.group(1));
  }

  private static String ffmpeg(List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(InstalledFfmpeg.program().ffmpeg().toString(), "-v", "error"));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
