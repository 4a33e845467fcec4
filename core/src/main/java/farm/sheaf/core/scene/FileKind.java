package farm.sheaf.core.scene;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Tells by its first bytes what a file is, so that a wrong upload is called by its name. */
public final class FileKind {
  private static final Map<String, String> BY_MAGIC =
      Map.of(
          "89504e470d0a1a0a", "a PNG image",
          "ffd8ff", "a JPEG image",
          "504b0304", "a zip archive; upload the .blend inside it",
          "377abcaf271c", "a 7-Zip archive; upload the .blend inside it",
          "762f3101", "an OpenEXR image",
          "25504446", "a PDF document",
          "52494646", "a RIFF file (WAV, AVI or WebP)");

  private FileKind() {}

  static boolean isPlainBlend(byte[] start) {
    return startsWith(start, "BLENDER".getBytes(StandardCharsets.US_ASCII));
  }

  static boolean isGzip(byte[] start) {
    return startsWith(start, new byte[] {0x1f, (byte) 0x8b});
  }

  static boolean isZstd(byte[] start) {
    return startsWith(start, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd});
  }

  /** Empty for what may be a Blender file. */
  public static Optional<String> otherThanBlend(byte[] start) {
    if (isPlainBlend(start) || isGzip(start) || isZstd(start)) {
      return Optional.empty();
    }
    if (start.length == 0) {
      return Optional.of("empty");
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (text.startsWith("version https://git-lfs")) {
      return Optional.of(
          "a Git LFS pointer, not the scene itself; run \"git lfs pull\" and upload the file"
              + " again");
    }
    String hex = HexFormat.of().formatHex(start, 0, Math.min(8, start.length));
    return Optional.of(
        BY_MAGIC.entrySet().stream()
            .filter(magic -> hex.startsWith(magic.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseGet(() -> looksLikeText(start) ? "a text file" : "no file of Blender's"));
  }

  private static boolean looksLikeText(byte[] start) {
    for (byte b : Arrays.copyOf(start, Math.min(start.length, 512))) {
      if (b >= 0 && b < 0x20 && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }
}
