package farm.sheaf.core.port;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.Job;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.scene.SceneVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Jobs for the stores' contracts, and many callers at once. */
final class SampleJobs {
  static final Instant NOW = Instant.parse("2026-11-05T10:00:00.123Z");
  static final JobId BALL = new JobId("ball-3f9a2c81d0");

  private SampleJobs() {}

  /** A queued job of these frames, in tasks of five. */
  static JobRecord queued(JobId id, int run, FrameSet frames, Instant at) {
    SceneVersion file = new SceneVersion("balls/ball.blend", "5d41402abc4b2a76", 12_345);
    JobSpec spec = new JobSpec(file, frames, JobSettings.DEFAULT, file.key(), "");
    Run first = new Run(run, frames, new Run.Cut(1, 5), 1, at);
    return JobRecord.submitted(new Job(id, "3f9a2c81d0ffee", spec, at), first);
  }

  /** Frames 1 to 20. */
  static JobRecord ball(int run) {
    return queued(BALL, run, FrameSet.range(1, 20), NOW);
  }

  /** Runs calls as much at once as they will go, and gives what they returned. */
  static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    CyclicBarrier start = new CyclicBarrier(calls.size());
    try (ExecutorService racers = Executors.newFixedThreadPool(calls.size())) {
      List<Future<T>> results = new ArrayList<>();
      for (Callable<T> call : calls) {
        results.add(
            racers.submit(
                () -> {
                  start.await(30, TimeUnit.SECONDS);
                  return call.call();
                }));
      }
      List<T> all = new ArrayList<>();
      for (Future<T> result : results) {
        all.add(result.get(60, TimeUnit.SECONDS));
      }
      return all;
    }
  }
}
