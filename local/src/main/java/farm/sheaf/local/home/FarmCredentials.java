package farm.sheaf.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The access key of a farm on one machine: random, made once for each home. The S3 server checks
 * signatures with it, so another user of the machine, or a web page in a browser, gets nothing.
 */
public record FarmCredentials(String accessKey, String secretKey) {
  private static final Pattern FILE =
      Pattern.compile(
          "aws_access_key_id\\s*=\\s*(\\S+).*?aws_secret_access_key\\s*=\\s*(\\S+)",
          Pattern.DOTALL);

  /** Reads the home's, or makes them. */
  public static FarmCredentials of(FarmHome home) {
    try {
      if (!Files.exists(home.credentialsFile())) {
        write(home, random());
      }
      Matcher m = FILE.matcher(Files.readString(home.credentialsFile()));
      if (!m.find()) {
        throw new IllegalStateException(
            "%s holds no access key; delete the file and a new one is made"
                .formatted(home.credentialsFile()));
      }
      return new FarmCredentials(m.group(1), m.group(2));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or make " + home.credentialsFile(), e);
    }
  }

  private static FarmCredentials random() {
    SecureRandom random = new SecureRandom();
    byte[] id = new byte[9];
    byte[] secret = new byte[30];
    random.nextBytes(id);
    random.nextBytes(secret);
    String letters = Base64.getEncoder().encodeToString(id).toUpperCase(java.util.Locale.ROOT);
    return new FarmCredentials(
        "SHEAF" + letters.replaceAll("[^A-Z0-9]", "X"),
        Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  private static void write(FarmHome home, FarmCredentials made) throws IOException {
    Path next = home.folder().resolve("credentials.new");
    Files.deleteIfExists(next);
    Files.createFile(
        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(
        next,
        List.of(
            "[default]",
            "aws_access_key_id = " + made.accessKey,
            "aws_secret_access_key = " + made.secretKey));
    Files.move(next, home.credentialsFile(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Never the secret: records end up in logs. */
  @Override
  public String toString() {
    return "FarmCredentials[" + accessKey + "]";
  }
}
