package farm.sheaf.watcher;

import farm.sheaf.aws.FarmResources;
import farm.sheaf.core.farm.UseCases;
import farm.sheaf.json.QueueBatch.Message;
import farm.sheaf.json.S3EventJson;
import farm.sheaf.json.UnreadableMessageException;
import farm.sheaf.json.WorkJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes messages of the watcher's queues, each by its own kind. */
final class WatchedQueues {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedQueues.class);

  private final UseCases useCases;
  private final FarmResources resources;

  WatchedQueues(UseCases useCases, FarmResources resources) {
    this.useCases = useCases;
    this.resources = resources;
  }

  /**
   * Takes them all.
   *
   * @return the ids of those that must come again; one that nobody can read does not
   */
  Set<String> take(List<Message> messages) {
    ObjectNews news = new ObjectNews(useCases, resources.buckets());
    Set<String> failed = new TreeSet<>();
    List<Message> dead = new ArrayList<>();
    for (Message message : messages) {
      if (message.queue().equals(resources.queues().frameEvents())) {
        readEvents(message, news);
      } else {
        dead.add(message);
      }
    }
    failed.addAll(news.tell());
    dead.stream().filter(message -> !takeDeadLetter(message)).forEach(m -> failed.add(m.id()));
    return failed;
  }

  private static void readEvents(Message message, ObjectNews news) {
    try {
      S3EventJson.decode(message.body()).stream()
          .filter(S3EventJson.ObjectEvent::created)
          .forEach(event -> news.add(message.id(), event));
    } catch (UnreadableMessageException e) {
      LOG.warn("event-dropped message={} reason=\"{}\"", message.id(), e.getMessage());
    }
  }

  /** Whether it is done with. */
  private boolean takeDeadLetter(Message message) {
    try {
      useCases.deadLetters().died(WorkJson.decode(message.body()));
      return true;
    } catch (UnreadableMessageException e) {
      LOG.warn("dead-letter-dropped message={} reason=\"{}\"", message.id(), e.getMessage());
      return true;
    } catch (RuntimeException e) {
      LOG.warn("dead-letter-retried message={}", message.id(), e);
      return false;
    }
  }
}
