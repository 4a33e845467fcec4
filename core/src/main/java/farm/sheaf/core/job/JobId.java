package farm.sheaf.core.job;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A job's id: the scene's name and the start of the digest of what was asked, such as {@code
 * rolling-ball-3f9a2c81d0}. It is a part of S3 keys, so it holds lower-case letters, digits and
 * dashes only.
 */
public record JobId(String value) implements Comparable<JobId> {
  /** The form as a regular expression without groups, for patterns of keys. */
  static final String FORM_REGEX = "[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?";

  private static final Pattern FORM = Pattern.compile(FORM_REGEX);
  private static final int LONGEST_STEM = 40;

  public JobId {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidRequestException(
          "jobId: \"%s\" is not a job's id; it looks like \"rolling-ball-3f9a2c81d0\""
              .formatted(value));
    }
  }

  /**
   * @param fileKey the scene's key; its last part without {@code .blend} becomes readable
   * @param digest of what was asked, in hexadecimal
   * @param digits how many of the digest's digits the id carries; more after a collision
   */
  public static JobId derived(String fileKey, String digest, int digits) {
    String name = fileKey.substring(fileKey.lastIndexOf('/') + 1).replaceFirst("\\.blend$", "");
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    String stem =
        plain.isEmpty()
            ? "scene"
            : plain.substring(0, Math.min(LONGEST_STEM, plain.length())).replaceAll("-+$", "");
    return new JobId(stem + "-" + digest.substring(0, digits));
  }

  @Override
  public int compareTo(JobId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
