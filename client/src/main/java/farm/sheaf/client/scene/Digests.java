package farm.sheaf.client.scene;

import farm.sheaf.client.farm.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digests of a file, from one reading: SHA-256, which Sheaf notes with its uploads, and MD5,
 * which S3 shows as the ETag of anybody's plain upload.
 */
record Digests(String sha256, String md5) {
  static Digests of(Path file) {
    MessageDigest sha256 = digest("SHA-256");
    MessageDigest md5 = digest("MD5");
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 20];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha256.update(buffer, 0, n);
        md5.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    HexFormat hex = HexFormat.of();
    return new Digests(hex.formatHex(sha256.digest()), hex.formatHex(md5.digest()));
  }

  boolean matches(StoredObject stored) {
    return stored.digest().map(sha256::equals).orElseGet(() -> stored.etag().equals(md5));
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + name, e);
    }
  }
}
