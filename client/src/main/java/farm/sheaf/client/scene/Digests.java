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
import org.jspecify.annotations.Nullable;

/**
 * The digests of a file, each computed when it is first asked for, because a scene may have
 * gigabytes: SHA-256, which Sheaf notes with its uploads, and MD5, which S3 shows as the ETag of
 * anybody's plain upload.
 */
final class Digests {
  private final Path file;
  private @Nullable String sha256;

  private Digests(Path file) {
    this.file = file;
  }

  static Digests of(Path file) {
    return new Digests(file);
  }

  String sha256() {
    if (sha256 == null) {
      sha256 = digest("SHA-256");
    }
    return sha256;
  }

  boolean matches(StoredObject stored) {
    return stored
        .digest()
        .map(noted -> noted.equals(sha256()))
        .orElseGet(() -> stored.etag().equals(digest("MD5")));
  }

  private String digest(String name) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance(name);
      byte[] buffer = new byte[1 << 20];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + name, e);
    }
  }
}
