package farm.sheaf.logger;

import farm.sheaf.core.farm.WorkerNews;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.json.EventJson;
import farm.sheaf.json.QueueBatch.Message;
import farm.sheaf.json.UnreadableMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes worker events, together where that works, one by one where one of them does not. */
final class EventBatch {
  private static final Logger LOG = LoggerFactory.getLogger(EventBatch.class);

  private final WorkerNews news;
  private final LogWriter logs;

  EventBatch(WorkerNews news, LogWriter logs) {
    this.news = news;
    this.logs = logs;
  }

  private record Heard(String messageId, WorkerEvent event) {}

  /**
   * Takes them all.
   *
   * @return the ids of those that must come again; one that nobody can read does not
   */
  Set<String> take(List<Message> messages) {
    List<Heard> heard = new ArrayList<>();
    for (Message message : messages) {
      try {
        heard.add(new Heard(message.id(), EventJson.decode(message.body())));
      } catch (UnreadableMessageException e) {
        LOG.warn("event-dropped message={} reason=\"{}\"", message.id(), e.getMessage());
      }
    }
    return takeHeard(heard);
  }

  private Set<String> takeHeard(List<Heard> heard) {
    List<WorkerEvent> events = heard.stream().map(Heard::event).toList();
    try {
      logs.write(events.stream().filter(EventBatch::worthALine).toList());
      news.happened(events);
      events.forEach(Refusals::tell);
      return Set.of();
    } catch (RuntimeException e) {
      Set<String> failed = new TreeSet<>();
      if (heard.size() > 1) {
        heard.forEach(one -> failed.addAll(takeHeard(List.of(one))));
      } else {
        LOG.warn("event-retried event={}", events.getFirst(), e);
        failed.add(heard.getFirst().messageId());
      }
      return failed;
    }
  }

  /** That a worker is still there is told each minute, and no news to a reader. */
  private static boolean worthALine(WorkerEvent event) {
    return event.type() != WorkerEvent.Type.WORKER_ALIVE;
  }
}
