package farm.sheaf.aws.table;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.Job;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.scene.SceneVersion;
import java.time.Instant;
import java.util.Random;

/** Jobs whose items are as large as they get. */
final class SampleJob {
  static final Instant NOW = Instant.parse("2026-11-05T10:00:00.123456789Z");

  /** The longest id that there can be. */
  static final JobId ID = new JobId("b".repeat(80));

  private SampleJob() {}

  static JobRecord queued(int number, FrameSet frames) {
    return queued(new Run(number, frames, new Run.Cut(1, 50), 1, NOW), frames);
  }

  static JobRecord queued(Run run, FrameSet frames) {
    SceneVersion file = new SceneVersion("balls/ball.blend", "5d41402abc4b2a76", 12_345);
    JobSpec spec = new JobSpec(file, frames, JobSettings.DEFAULT, file.key(), "");
    return JobRecord.submitted(new Job(ID, "3f9a2c81d0ffee", spec, NOW), run);
  }

  /** About half of the frames, so that nothing can be said of them in short. */
  static FrameSet half(FrameSet frames, int seed) {
    Random random = new Random(seed);
    return FrameSet.of(frames.stream().filter(_ -> random.nextBoolean()).toArray());
  }
}
