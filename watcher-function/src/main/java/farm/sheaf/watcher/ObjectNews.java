package farm.sheaf.watcher;

import farm.sheaf.aws.FarmResources;
import farm.sheaf.core.farm.UseCases;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Keys;
import farm.sheaf.json.S3EventJson.ObjectEvent;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** News of objects, gathered so that a batch costs one write a task instead of one a frame. */
final class ObjectNews {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectNews.class);

  private final UseCases useCases;
  private final FarmResources.Buckets buckets;
  private final Map<JobId, OfJob> frames = new TreeMap<>();
  private final Map<String, Set<String>> films = new LinkedHashMap<>();

  ObjectNews(UseCases useCases, FarmResources.Buckets buckets) {
    this.useCases = useCases;
    this.buckets = buckets;
  }

  /** Frames of one job, and the messages that told of them. */
  private record OfJob(Set<Integer> frames, Set<String> messages) {}

  /** Objects that are neither frames nor films are somebody else's. */
  void add(String message, ObjectEvent event) {
    if (event.bucket().equals(buckets.pngFiles())) {
      Keys.parseFrame(event.key())
          .ifPresent(
              key -> {
                OfJob job =
                    frames.computeIfAbsent(
                        key.jobId(), _ -> new OfJob(new TreeSet<>(), new HashSet<>()));
                job.frames().add(key.frame());
                job.messages().add(message);
              });
    } else if (event.bucket().equals(buckets.renderFiles())) {
      films.computeIfAbsent(event.key(), _ -> new HashSet<>()).add(message);
    }
  }

  /**
   * Tells the use cases.
   *
   * @return the messages whose news did not get through
   */
  Set<String> tell() {
    Set<String> failed = new TreeSet<>();
    frames.forEach(
        (job, news) ->
            tell(
                () -> useCases.frameNews().done(job, FrameSet.of(news.frames())),
                news.messages(),
                failed));
    films.forEach(
        (key, messages) -> tell(() -> useCases.filmNews().appeared(key), messages, failed));
    return failed;
  }

  private static void tell(Runnable news, Set<String> messages, Set<String> failed) {
    try {
      news.run();
    } catch (RuntimeException e) {
      LOG.warn("news-retried messages={}", messages, e);
      failed.addAll(messages);
    }
  }
}
