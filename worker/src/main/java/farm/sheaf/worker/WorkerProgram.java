package farm.sheaf.worker;

import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.aws.bucket.FrameBucket;
import farm.sheaf.aws.bucket.SceneBucket;
import farm.sheaf.aws.queue.JobInbox;
import farm.sheaf.aws.queue.JobQueue;
import farm.sheaf.aws.queue.LoggingQueue;
import farm.sheaf.core.job.WorkerKind;
import farm.sheaf.core.port.EventLog;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.port.SceneFiles;
import farm.sheaf.core.port.WorkInbox;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.claim.Deadline;
import farm.sheaf.worker.claim.Drain;
import farm.sheaf.worker.claim.RunMarks;
import farm.sheaf.worker.decline.Declining;
import farm.sheaf.worker.film.FfmpegProgram;
import farm.sheaf.worker.film.FfmpegSearch;
import farm.sheaf.worker.render.ChunkRunner;
import farm.sheaf.worker.render.Retry;
import farm.sheaf.worker.report.Alive;
import farm.sheaf.worker.report.Reporter;
import farm.sheaf.worker.scene.SceneCache;
import farm.sheaf.worker.scene.Scratch;
import farm.sheaf.worker.scene.WarmSession;
import farm.sheaf.worker.sequence.SequenceRunner;
import farm.sheaf.worker.time.SystemTime;
import farm.sheaf.worker.time.Timekeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** A worker, put together: its queue, its buckets, its renderer, its end. */
final class WorkerProgram {
  private static final Duration EVENT_INTERVAL = Duration.ofSeconds(1);
  private static final long CACHED_SCENE_BYTES = 20L << 30;
  private static final int DRAINED = 0;
  private static final int REFUSED = 1;
  private static final int FAILED = 1;

  private final Options options;
  private final FarmResources resources;
  private final AwsClients clients;
  private final Renderer renderer;
  private final FfmpegSearch ffmpeg;

  WorkerProgram(Options options, Map<String, String> environment, Renderer renderer) {
    this.options = options;
    this.resources = FarmResources.fromEnvironment(environment);
    this.clients = new AwsClients(environment);
    this.renderer = renderer;
    this.ffmpeg = FfmpegProgram.find(options.programs().ffmpeg(), environment);
  }

  /** Serves until the drain. Returns the exit status. */
  int run() throws IOException {
    try (AwsClients _ = clients;
        SystemTime time = new SystemTime();
        LoggingQueue events =
            new LoggingQueue(clients.sqs(), resources.queues().logging(), EVENT_INTERVAL)) {
      return switch (new SelfProbe(renderer, ffmpeg, options.programs().scratch()).probe()) {
        case Renderer.Probe.Unable unable ->
            refuse(reporter(WorkerKind.UNKNOWN, events, time), unable.reason());
        case Renderer.Probe.Able able ->
            serve(reporter(renderer.kind(), events, time), able.what(), time);
      };
    }
  }

  private Reporter reporter(WorkerKind kind, EventLog events, Timekeeper time) {
    return new Reporter(
        new WorkerEvent.Source(options.id().value(), options.pool(), kind), events, time);
  }

  private static int refuse(Reporter reporter, String reason) {
    reporter.emit(WorkerEvent.Type.WORKER_REFUSED, reason);
    reporter.flush();
    return REFUSED;
  }

  private int serve(Reporter reporter, String what, Timekeeper time) throws IOException {
    Drain drain = new Drain(options.times().grace(), time);
    Ending ending = new Ending(drain, options.times().grace());
    int status = FAILED;
    try (Scratch scratch = Scratch.open(options.programs().scratch(), options.id().value())) {
      SceneFiles scenes = new SceneBucket(clients.s3(), resources.buckets().renderFiles());
      SceneCache cache = new SceneCache(scenes, scratch.fresh("scenes"), CACHED_SCENE_BYTES);
      try (WarmSession warm =
          new WarmSession(renderer.sessions(), cache, scratch, reporter, time)) {
        switch (options.attachment()) {
          case PARENT -> ending.withParent(System.in, warm);
          case NONE -> {}
        }
        ending.drainOnSignal();
        reporter.emit(WorkerEvent.Type.WORKER_STARTED, what);
        try (Alive _ = Alive.begin(reporter, time)) {
          WorkRunner runner = runner(reporter, time, warm, new Disk(scenes, scratch));
          new Worker(inbox(drain, time), runner, warm, drain).run();
        }
      }
      reporter.emit(WorkerEvent.Type.WORKER_STOPPED, "");
      tellLast(reporter);
      status = DRAINED;
    } finally {
      ending.done(status);
    }
    return status;
  }

  private record Disk(SceneFiles scenes, Scratch scratch) {}

  private WorkRunner runner(Reporter reporter, Timekeeper time, WarmSession warm, Disk disk) {
    FrameFiles frames = new FrameBucket(clients.s3(), resources.buckets().pngFiles());
    WorkQueue queue = new JobQueue(clients.sqs(), resources.queues());
    Declining declining = new Declining(renderer.kind(), queue, reporter);
    Duration beat = Claim.Terms.beat(options.times().lease());
    // A little less than a beat, so that a beat that comes a moment early reads it too.
    Duration freshness = beat.multipliedBy(9).dividedBy(10);
    RunMarks marks = new RunMarks(frames, freshness, time);
    Deadline none = Deadline.none(options.times().grace());
    return new WorkRunner(
        new Claim.Terms(options.times().lease(), marks, none, time),
        warm,
        new WorkRunner.Runners(
            new ChunkRunner(
                warm,
                new ChunkRunner.Farm(frames, queue, declining, reporter),
                Retry.PATIENT,
                options.times().chunk()),
            new SequenceRunner(
                warm,
                new SequenceRunner.Farm(frames, disk.scenes(), queue, declining, reporter),
                new SequenceRunner.Tools(found(), disk.scratch(), Retry.PATIENT))),
        new WorkRunner.Passing(queue, declining),
        reporter);
  }

  private WorkInbox inbox(Drain drain, Timekeeper time) {
    WorkInbox inbox =
        new JobInbox(
            clients.sqs(),
            resources.queues().job(options.pool()),
            new JobInbox.Terms(options.times().lease(), options.times().poll()));
    return options
        .times()
        .idleExit()
        .<WorkInbox>map(limit -> new IdleExit(inbox, limit, drain, time))
        .orElse(inbox);
  }

  private FfmpegProgram found() {
    return switch (ffmpeg) {
      case FfmpegSearch.Found found -> found.program();
      case FfmpegSearch.NotFound notFound -> throw new IllegalStateException(notFound.message());
    };
  }

  /** A farm that is away shall not keep a worker from ending. */
  private static void tellLast(Reporter reporter) {
    try {
      reporter.flush();
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(WorkerProgram.class)
          .atWarn()
          .log("last events were not sent: {}", e.getMessage());
    }
  }
}
