package farm.sheaf.infra.configuration;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an account is expected to spend, and who hears of it and of alarms.
 *
 * @param dollarsPerMonth the budget's limit
 * @param email who hears; without one the alarms are there to be looked at
 * @param encryption of the topic that carries the alarms
 */
public record Spending(int dollarsPerMonth, Optional<String> email, TopicEncryption encryption) {
  private static final int MOST = 1_000_000;
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

  /** CloudWatch cannot send to a topic under the key that AWS manages for SNS. */
  public enum TopicEncryption {
    /** SNS's own disk encryption, which costs nothing. */
    DISK,
    /** A key of the farm's own, a dollar a month. */
    OWN_KEY
  }

  public Spending {
    if (dollarsPerMonth < 1 || dollarsPerMonth > MOST) {
      throw new IllegalArgumentException(
          "$%d a month; write whole dollars from 1 to %,d".formatted(dollarsPerMonth, MOST));
    }
    email
        .filter(address -> !EMAIL.matcher(address).matches())
        .ifPresent(
            address -> {
              throw new IllegalArgumentException(
                  "\"%s\" is no e-mail address; write one such as renders@example.com"
                      .formatted(address));
            });
  }
}
