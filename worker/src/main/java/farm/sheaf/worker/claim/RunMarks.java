package farm.sheaf.worker.claim;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.work.TaskRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a run is over, by the mark that cancel and requeue leave in the bucket of frames. Read
 * about once a heartbeat, however short the chunks are: a read for each would cost as much as the
 * frames.
 */
public final class RunMarks {
  private static final Logger LOG = LoggerFactory.getLogger(RunMarks.class);
  private static final int REMEMBERED = 100;

  private final FrameFiles frames;
  private final Duration freshness;
  private final InstantSource clock;
  private final Map<JobId, Mark> marks =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<JobId, Mark> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Mark(int lowestLiveRun, Instant freshUntil) {
    static final Mark UNREAD = new Mark(1, Instant.MIN);
  }

  /**
   * @param freshness how old what was read may be
   */
  public RunMarks(FrameFiles frames, Duration freshness, InstantSource clock) {
    this.frames = frames;
    this.freshness = freshness;
    this.clock = clock;
  }

  /**
   * Whether the run of this task is over. A mark that cannot be read just now says nothing new:
   * what was read before holds.
   */
  public synchronized boolean over(TaskRef ref) {
    Mark known = marks.getOrDefault(ref.jobId(), Mark.UNREAD);
    if (!clock.instant().isBefore(known.freshUntil())) {
      known = read(ref.jobId(), known);
      marks.put(ref.jobId(), known);
    }
    return ref.run() < known.lowestLiveRun();
  }

  private Mark read(JobId id, Mark known) {
    Instant freshUntil = clock.instant().plus(freshness);
    try {
      return new Mark(frames.lowestLiveRun(id), freshUntil);
    } catch (RuntimeException e) {
      LOG.atDebug().setCause(e).addKeyValue("job", id).log("mark-not-read");
      return new Mark(known.lowestLiveRun(), freshUntil);
    }
  }
}
