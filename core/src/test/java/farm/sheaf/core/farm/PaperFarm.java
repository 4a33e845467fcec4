package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.port.InMemoryFiles;
import farm.sheaf.core.port.InMemoryStores;
import farm.sheaf.core.port.InMemoryWorkQueue;
import farm.sheaf.core.port.Ports;
import farm.sheaf.core.port.Stores;
import farm.sheaf.core.scene.BlendBytes;
import farm.sheaf.core.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A farm on paper: the use cases on ports in memory, a clock to turn, and workers played by hand.
 */
final class PaperFarm {
  static final Duration QUIET = Duration.ofMinutes(1);

  final InMemoryStores memory = new InMemoryStores();
  final InMemoryFiles files = new InMemoryFiles();
  final InMemoryWorkQueue queue = new InMemoryWorkQueue();
  Instant now = Instant.parse("2026-01-01T00:00:00Z");
  final UseCases useCases = useCases(memory.stores());

  PaperFarm() {
    files.upload("ball.blend", BlendBytes.plain(1, 12, "Scene"));
  }

  /** The same farm with another hand on its store. */
  UseCases useCases(Stores stores) {
    return new UseCases(new Ports(stores, files, files, files, queue), () -> now, QUIET);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** One sweep after all was quiet for a while. */
  void sweepLater() {
    pass(QUIET.multipliedBy(2));
    sweep();
  }

  SweepFarm.Swept sweep() {
    return useCases.sweepFarm().sweep(Duration.ofSeconds(45));
  }

  static Submission submission(String file, String frames) {
    return new Submission(
        file, Optional.of(FrameSet.parse(frames)), JobSettings.DEFAULT, Optional.empty(), "");
  }

  JobRecord submit(String frames) {
    return useCases.submitJob().submit(submission("ball.blend", frames)).record();
  }

  JobRecord job(JobId id) {
    return memory.find(id).orElseThrow();
  }

  JobStatus status(JobId id) {
    return job(id).status();
  }

  /** Plays the workers: renders all that waits, and tells of each frame. */
  void renderAll(JobId id) {
    renderSilently(id).stream().forEach(frame -> useCases.frameNews().done(id, FrameSet.of(frame)));
  }

  /** Plays the workers whose news gets lost. */
  FrameSet renderSilently(JobId id) {
    FrameSet rendered =
        queue.take(id).stream()
            .filter(Work.Render.class::isInstance)
            .map(work -> ((Work.Render) work).frames())
            .reduce(FrameSet.EMPTY, FrameSet::union);
    files.putFrames(id, rendered);
    return rendered;
  }

  List<Work.Sequence> sequencesEverSent() {
    return queue.everSent().stream()
        .filter(Work.Sequence.class::isInstance)
        .map(Work.Sequence.class::cast)
        .toList();
  }

  void putFilm(JobId id) {
    JobRecord record = job(id);
    files.putFilm(record.spec(), id, record.run().number());
  }
}
