package farm.sheaf.aws.queue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A message before it is sent.
 *
 * @param body of characters that SQS takes: those of XML 1.0
 * @param group the job that shares the queue fairly with other jobs
 * @param delay how long nobody receives it; in whole seconds, at most 15 minutes
 */
record OutgoingMessage(String body, Optional<String> group, Duration delay) {
  OutgoingMessage {
    body = acceptable(body);
  }

  /** To be received at once. */
  OutgoingMessage(String body, Optional<String> group) {
    this(body, group, Duration.ZERO);
  }

  /** The same, to be received after a while. */
  OutgoingMessage after(Duration later) {
    return new OutgoingMessage(body, group, later);
  }

  int bytes() {
    return body.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Replaces what SQS refuses; a program's output may hold anything. */
  private static String acceptable(String text) {
    if (text.codePoints().allMatch(OutgoingMessage::accepted)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().forEach(c -> clean.appendCodePoint(accepted(c) ? c : '\uFFFD'));
    return clean.toString();
  }

  private static boolean accepted(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
