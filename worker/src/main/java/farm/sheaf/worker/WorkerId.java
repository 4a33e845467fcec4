package farm.sheaf.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A worker's id: where it runs, its process, and a random part, such as {@code
 * render-3-4711-9f86d081}. Containers share host names and process numbers, so only the random part
 * keeps ids apart. It is a part of S3 keys.
 */
record WorkerId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98})");
  private static final int LONGEST_HOST = 40;
  private static final int RANDOM_BYTES = 4;

  WorkerId {
    if (!FORM.matcher(value).matches()) {
      throw new UsageException(
          "--id: \"%s\" cannot be a worker's id; use up to 99 letters, digits, dots and dashes"
              .formatted(value));
    }
  }

  /** Unlike any other worker's, now or ever. */
  static WorkerId fresh() {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return new WorkerId(
        "%s-%d-%s"
            .formatted(host(), ProcessHandle.current().pid(), HexFormat.of().formatHex(random)));
  }

  private static String host() {
    try {
      String name = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
      String plain = name.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
      String host = plain.substring(0, Math.min(LONGEST_HOST, plain.length()));
      return host.isEmpty() ? "worker" : host;
    } catch (UnknownHostException e) {
      return "worker";
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
