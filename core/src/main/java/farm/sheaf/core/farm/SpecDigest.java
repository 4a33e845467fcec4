package farm.sheaf.core.farm;

import farm.sheaf.core.job.JobSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * The digest of what a submission asks: SHA-256 over the file's version, the frames and every
 * setting, as {@link CanonicalSpec} spells them.
 */
final class SpecDigest {
  private SpecDigest() {}

  static String of(JobSpec spec) {
    String canonical =
        CanonicalSpec.values(spec).stream()
            // The length in front keeps two neighbouring values from trading letters.
            .map(value -> value.length() + ":" + value)
            .collect(Collectors.joining("\n"));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
