package farm.sheaf.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A digest of source files, by which what was built of them is known again. */
final class SourceDigest {
  private static final int LETTERS = 12;

  private SourceDigest() {}

  /**
   * The digest of all files below some folders, and of a word that chooses between builds.
   *
   * @param root from which paths count, so that it is the same in another checkout
   */
  static String of(Path root, List<String> parts, String word) {
    MessageDigest digest = sha256();
    digest.update(word.getBytes(StandardCharsets.UTF_8));
    for (String part : parts) {
      for (Path file : files(root.resolve(part))) {
        digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
        digest.update(content(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, LETTERS);
  }

  private static List<Path> files(Path part) {
    try (Stream<Path> files = Files.walk(part)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + part, e);
    }
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
