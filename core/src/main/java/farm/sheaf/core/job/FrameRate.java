package farm.sheaf.core.job;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Frames a second as a rational number, the way films need it: 30000/1001 is not 29.97. */
public record FrameRate(int numerator, int denominator) {
  private static final Pattern RATIONAL = Pattern.compile("[0-9]{1,7}/[0-9]{1,7}");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,4}(?:\\.[0-9]{1,4})?");
  private static final int FASTEST = 1000;

  public FrameRate {
    if (numerator < 1 || denominator < 1 || numerator > (long) FASTEST * denominator) {
      throw new InvalidRequestException(
          "fps: %d/%d; it must be more than 0 and at most %d"
              .formatted(numerator, denominator, FASTEST));
    }
    // 24 and 24.0 ask for the same film, and so for the same job.
    int common = BigInteger.valueOf(numerator).gcd(BigInteger.valueOf(denominator)).intValueExact();
    numerator /= common;
    denominator /= common;
  }

  /**
   * Reads {@code 24}, {@code 12.5} or {@code 30000/1001}.
   *
   * @throws InvalidRequestException for anything else
   */
  public static FrameRate parse(String text) {
    if (RATIONAL.matcher(text).matches()) {
      String[] parts = text.split("/", -1);
      return new FrameRate(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }
    if (DECIMAL.matcher(text).matches()) {
      BigDecimal value = new BigDecimal(text);
      int scale = (int) Math.pow(10, value.scale());
      return new FrameRate(value.movePointRight(value.scale()).intValueExact(), scale);
    }
    throw new InvalidRequestException(
        "fps: \"%s\" is not a frame rate; write \"24\", \"12.5\" or \"30000/1001\""
            .formatted(text));
  }

  /** {@code 24} or {@code 30000/1001}; {@link #parse} and ffmpeg read it. */
  @Override
  public String toString() {
    return denominator == 1 ? Integer.toString(numerator) : numerator + "/" + denominator;
  }
}
