package farm.sheaf.client.progress;

import farm.sheaf.talk.Talk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Shows on a terminal how an upload comes along: bytes, rate, and how long it will take. A pipe is
 * told nothing: the line that ends an upload is enough for a log.
 */
public final class UploadTalk implements LongConsumer {
  private static final Duration EVERY = Duration.ofMillis(200);

  private final Talk talk;
  private final InstantSource clock;
  private final String name;
  private final long total;
  private long sent;
  private @Nullable Instant started;
  private Instant said = Instant.MIN;

  /**
   * @param total bytes
   */
  public UploadTalk(Talk talk, InstantSource clock, String name, long total) {
    this.talk = talk;
    this.clock = clock;
    this.name = name;
    this.total = total;
  }

  @Override
  public synchronized void accept(long bytes) {
    Instant now = clock.instant();
    if (started == null) {
      started = now;
    }
    // A part that is sent again counts down; a person need not see that.
    sent = Math.max(sent, bytes);
    if (!talk.style().rewrites() || Duration.between(said, now).compareTo(EVERY) < 0) {
      return;
    }
    said = now;
    talk.rewrite(UploadText.line(name, sent, total, Duration.between(started, now)));
  }
}
