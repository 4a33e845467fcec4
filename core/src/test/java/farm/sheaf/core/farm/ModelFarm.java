package farm.sheaf.core.farm;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.farm.Mortality.Killed;
import farm.sheaf.core.farm.Mortality.Side;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.core.job.Keys;
import farm.sheaf.core.job.RefusedException;
import farm.sheaf.core.port.InMemoryFiles;
import farm.sheaf.core.port.InMemoryStores;
import farm.sheaf.core.port.Ports;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.scene.BlendBytes;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerEvent.Detail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A farm in random weather: its functions are the real use cases, on ports in memory at which they
 * may be killed; its workers are {@link ModelWorkers}.
 */
final class ModelFarm {
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final int LAST_DIARY_LINES = 400;

  /** What may happen. */
  enum Weather {
    /** Nothing dies and nothing gets lost: what is sent must be exactly what the plans say. */
    FAIR,
    /** News of S3 gets lost, frames vanish, scenes fail, users interfere. */
    ROUGH,
    /** All that, and functions are killed at any call. */
    DEADLY;

    static Weather of(long farm) {
      return farm % 5 == 0 ? FAIR : farm % 5 == 1 ? ROUGH : DEADLY;
    }
  }

  private final Random random;
  private final Weather weather;
  private final InMemoryStores memory = new InMemoryStores();
  private final InMemoryFiles files = new InMemoryFiles();
  private final ModelWorkers workers;
  private final Mortality mortality = new Mortality();
  private final UseCases useCases;
  private final Set<JobId> jobs = new LinkedHashSet<>();
  private final Set<String> marred = new HashSet<>();
  private final List<String> diary = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private int kills;
  private int vanished;

  ModelFarm(long seed, Weather weather) {
    this.random = new Random(seed);
    this.weather = weather;
    this.workers = new ModelWorkers(random, files, this::write);
    Ports ports = new Ports(memory.stores(), files, files, files, workers);
    this.useCases = new UseCases(mortality.inFrontOf(ports), () -> now, QUIET);
    files.upload("small.blend", BlendBytes.plain(1, 12, "Scene"));
    files.upload("large.blend", BlendBytes.plain(1, 60, "Scene"));
    call("submit small", it -> jobs.add(submit(it, "small.blend", "1-12")));
    call("submit large", it -> jobs.add(submit(it, "large.blend", "-5-54")));
  }

  Weather weather() {
    return weather;
  }

  String diary() {
    return String.join(
        "\n", diary.subList(Math.max(0, diary.size() - LAST_DIARY_LINES), diary.size()));
  }

  private void write(String line) {
    diary.add(line);
  }

  void step() {
    int dice = random.nextInt(100);
    if (dice < 55) {
      workers.step(now, this::marred);
    } else if (dice < 85) {
      deliverOne();
    } else if (dice < 92) {
      pass(Duration.ofSeconds(20 + random.nextInt(100)));
      sweep();
    } else if (weather == Weather.FAIR) {
      deliverOne();
    } else if (dice < 94) {
      workers.loseNews();
    } else if (dice < 95) {
      loseFrame();
    } else if (dice < 96) {
      tellOfTrouble();
    } else {
      user();
    }
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  /** News arrives within the minute, so nothing of it is older than a sweep. */
  private void sweep() {
    deliverAll();
    call(
        "sweep",
        it -> assertThat(it.sweepFarm().sweep(Duration.ofSeconds(45)).troubles()).isEmpty());
  }

  private void deliverAll() {
    for (int i = 0; i < 10_000 && workers.hasNews(); i++) {
      deliverOne();
    }
  }

  private void deliverOne() {
    workers
        .someNews()
        .ifPresent(
            news -> {
              if (call("news " + news, news::tell) && random.nextInt(10) > 0) {
                workers.forget(news);
              }
            });
  }

  /** A frame that is there is removed by somebody who should not. */
  private void loseFrame() {
    JobId id = someJob();
    FrameSet there = files.frames(id);
    if (!there.isEmpty()) {
      int frame = there.toList().get(random.nextInt(there.size()));
      files.loseFrames(id, FrameSet.of(frame));
      vanished++;
      write("frame %d of %s vanishes".formatted(frame, id));
    }
  }

  private void tellOfTrouble() {
    JobId id = someJob();
    memory
        .find(id)
        .filter(job -> job.status().active() && random.nextInt(3) == 0)
        .ifPresent(
            job -> {
              marred(id, job.run().number());
              workers.tell(
                  id,
                  job.run().number(),
                  WorkerEvent.Type.JOB_FAILED,
                  Detail.failed(FailureKind.SCENE, "no camera"),
                  now);
            });
  }

  private void user() {
    JobId id = someJob();
    switch (random.nextInt(5)) {
      case 0 -> call("cancel " + id, it -> it.cancelJob().cancel(id));
      case 1 -> call("requeue " + id, it -> it.requeueFrames().requeue(id, Optional.empty()));
      case 2 ->
          call(
              "requeue 3 of " + id,
              it -> it.requeueFrames().requeue(id, Optional.of(FrameSet.of(3))));
      case 3 -> {
        if (random.nextInt(4) == 0) {
          call("delete " + id, it -> it.deleteJob().delete(id));
        }
      }
      default -> {
        call("submit small", it -> submit(it, "small.blend", "1-12"));
        call("submit large", it -> submit(it, "large.blend", "-5-54"));
      }
    }
  }

  private JobId someJob() {
    return jobs.stream().skip(random.nextInt(jobs.size())).findFirst().orElseThrow();
  }

  private static JobId submit(UseCases useCases, String file, String frames) {
    return useCases.submitJob().submit(PaperFarm.submission(file, frames)).record().id();
  }

  /** Whether the function lived, or refused. */
  private boolean call(String what, Consumer<UseCases> function) {
    write(now + " " + what);
    boolean deadly = weather == Weather.DEADLY && random.nextInt(8) == 0 && !jobs.isEmpty();
    if (deadly) {
      mortality.killAtCall(1 + random.nextInt(20), random.nextBoolean() ? Side.BEFORE : Side.AFTER);
    }
    try {
      function.accept(useCases);
      return true;
    } catch (RefusedException e) {
      write("  refused: " + e.getMessage());
      return true;
    } catch (Killed e) {
      kills++;
      write("  killed");
      return false;
    } finally {
      mortality.spare();
    }
  }

  private void marred(JobId id, int run) {
    marred.add(id + "/" + run);
  }

  /** The weather is over: workers do all that waits, all news arrives, and time passes. */
  void comeToRest() {
    for (int round = 0; round < 60 && !resting(); round++) {
      for (int i = 0; i < 10_000 && workers.busy(); i++) {
        workers.stepWell(now);
      }
      mortality.spare();
      while (workers.hasNews()) {
        workers
            .someNews()
            .ifPresent(
                news -> {
                  news.tell(useCases);
                  workers.forget(news);
                });
      }
      pass(Duration.ofMinutes(61));
      useCases.sweepFarm().sweep(Duration.ofSeconds(45));
    }
  }

  private boolean resting() {
    return !workers.busy() && !workers.hasNews() && memory.active(Optional.empty(), 100).isEmpty();
  }

  void assertAllIsWell() {
    assertThat(memory.active(Optional.empty(), 100)).as("jobs that never end").isEmpty();
    for (JobId id : jobs) {
      memory.find(id).ifPresent(this::assertRightEnd);
      assertNoMoreThanDue(id);
    }
  }

  private void assertRightEnd(JobRecord job) {
    int run = job.run().number();
    if (job.status() == JobStatus.COMPLETED) {
      if (vanished == 0) {
        assertThat(files.frames(job.id())).isEqualTo(job.spec().frames());
      }
      assertThat(files.filmRun(job.spec(), job.id())).contains(run);
    }
    if (job.status() == JobStatus.FAILED) {
      assertThat(job.state().reason()).isNotEmpty();
      if (vanished == 0) {
        assertThat(marred).as("a run that failed for nothing").contains(job.id() + "/" + run);
      }
    }
    if (job.status() == JobStatus.CANCELED || job.dead()) {
      assertThat(files.lowestLiveRun(job.id())).isGreaterThan(run);
    }
    assertThat(Keys.film(job.spec(), job.id())).isNotEmpty();
  }

  /** Each run's plan once, a message a vanished frame, and the one batch of each who was killed. */
  private void assertNoMoreThanDue(JobId id) {
    workers
        .sentByFunctions(id)
        .forEach(
            (run, sent) -> {
              int extra = weather == Weather.FAIR ? 0 : vanished + kills * WorkQueue.BATCH;
              assertThat(sent.renders())
                  .as("render messages of %s, run %d", id, run)
                  .isLessThanOrEqualTo(sent.planned() + extra + sent.alone());
              assertThat(sent.films())
                  .as("film messages of %s, run %d", id, run)
                  .isLessThanOrEqualTo(1 + (weather == Weather.FAIR ? 0 : vanished + kills));
              assertThat(sent.filmsMade()).as("films made of a run").isLessThanOrEqualTo(1);
            });
  }
}
