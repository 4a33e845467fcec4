package farm.sheaf.json;

import farm.sheaf.core.job.InvalidRequestException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration as people write it: seconds as a number, or {@code 90s}, {@code 10m}, {@code 2h}. */
final class DurationText {
  static final String EXPECTED = "seconds like 90, or \"90s\", \"10m\" or \"2h\"";

  private static final Pattern FORM = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)([smh]?)");
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

  private DurationText() {}

  static Duration parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new InvalidRequestException(
          "frameTimeout: %s is not a duration; send %s".formatted(Json.shown(text), EXPECTED));
    }
    Duration unit =
        switch (m.group(2)) {
          case "h" -> Duration.ofHours(1);
          case "m" -> Duration.ofMinutes(1);
          default -> Duration.ofSeconds(1);
        };
    return ofSeconds(new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(unit.toSeconds())));
  }

  /** Seconds, with decimals only where there are any. */
  static BigDecimal seconds(Duration duration) {
    BigDecimal exact =
        BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    BigDecimal plain = exact.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  static Duration ofSeconds(BigDecimal seconds) {
    // Whole seconds apart: as nanoseconds, 300 years are more than a long holds.
    BigDecimal rest = seconds.remainder(BigDecimal.ONE);
    return Duration.ofSeconds(seconds.longValue(), rest.multiply(NANOS).longValue());
  }
}
