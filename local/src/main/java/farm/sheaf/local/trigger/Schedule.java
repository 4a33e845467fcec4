package farm.sheaf.local.trigger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.local.function.LocalFunction;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The clock that calls a function with EventBridge's scheduled event. A call begins one interval
 * after the one before has ended, so calls never overlap.
 */
public final class Schedule implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread clockwork;

  private Schedule(LocalFunction function, Duration every, InstantSource clock) {
    this.clockwork =
        Thread.ofVirtual().name("schedule").unstarted(() -> run(function, every, clock));
  }

  /** Calls at once, because a farm that starts may find the work of one that was killed. */
  public static Schedule start(LocalFunction function, Duration every, InstantSource clock) {
    Schedule schedule = new Schedule(function, every, clock);
    schedule.clockwork.start();
    return schedule;
  }

  private void run(LocalFunction function, Duration every, InstantSource clock) {
    try {
      do {
        function.invoke(event(clock));
      } while (!stop.await(every.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static String event(InstantSource clock) {
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "0").put("id", UUID.randomUUID().toString());
    event.put("detail-type", "Scheduled Event").put("source", "aws.events");
    event.put("account", "000000000000").put("region", "us-east-1");
    event.put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    event.putArray("resources").add("arn:aws:events:us-east-1:000000000000:rule/sweep");
    event.putObject("detail");
    return event.toString();
  }

  /** Lets a call under way end, for ten seconds at most. */
  @Override
  public void close() {
    stop.countDown();
    try {
      clockwork.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
