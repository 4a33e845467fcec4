package farm.sheaf.worker.render;

import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.blender.RenderResult;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.decline.Declining;
import farm.sheaf.worker.image.ImageSize;
import farm.sheaf.worker.outage.OutageException;
import farm.sheaf.worker.report.Reporter;
import farm.sheaf.worker.scene.Readiness;
import farm.sheaf.worker.scene.WarmSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Renders the frames of one message. In the end each frame is in S3, was sent round again, went
 * back, or its failure was told; only then is the message deleted.
 */
public final class ChunkRunner {
  private final WarmSession warm;
  private final Farm farm;
  private final Retry retry;
  private final Optional<Duration> chunkTime;

  /** Where frames, work and news go. */
  public record Farm(FrameFiles frames, WorkQueue queue, Declining declining, Reporter reporter) {}

  /**
   * @param chunkTime how long a chunk may take here, from its first frame on, before its rest is
   *     shared out among other workers; empty: as long as it takes
   */
  public ChunkRunner(WarmSession warm, Farm farm, Retry retry, Optional<Duration> chunkTime) {
    this.warm = warm;
    this.farm = farm;
    this.retry = retry;
    this.chunkTime = chunkTime;
  }

  /**
   * Renders what is due.
   *
   * @throws IOException when this worker's disk fails
   * @throws OutageException when the buckets are away; what was left has gone back to the queue
   * @throws farm.sheaf.worker.claim.LeaseLostException when the message may be another worker's;
   *     nothing more was touched
   */
  public void run(Work.Render work, Claim claim) throws IOException {
    Chunk chunk = new Chunk(seenBefore(work, claim), claim, farm);
    try {
      if (worthALook(chunk)) {
        chunk.settlePresent(chunk.outstanding());
      }
      if (!chunk.outstanding().isEmpty() && !claim.ending()) {
        switch (warm.ready(work.spec(), claim)) {
          case Readiness.Refused refused -> refused(chunk, refused);
          case Readiness.Stopped() -> {}
          case Readiness.Ready ready -> render(chunk, ready);
        }
      }
    } catch (OutageException e) {
      chunk.endIn(e);
      throw e;
    }
    chunk.end();
  }

  /**
   * A message that comes again may have been shared out by a worker that died since: some of its
   * frames may be there or come, which whoever gets a part of it must know.
   */
  private static Work.Render seenBefore(Work.Render work, Claim claim) {
    return claim.receives() == 1
        ? work
        : new Work.Render(
            work.ref(),
            work.spec(),
            work.frames(),
            work.attempts(),
            new Work.Story(Work.Cause.REPAIR, work.story().declined()));
  }

  /**
   * Whether some frames may need no rendering. The bucket is listed where a frame may be there: the
   * message, or one of its frames, was under way before, or was sent to repair something. It is
   * also listed before a scene is opened here, which costs far more than a list, so that a task
   * that was sent twice on suspicion is not rendered twice. Else it is not: a fresh message's
   * frames cannot be there, and a list for each would cost as much as a frame where chunks are
   * short.
   */
  private boolean worthALook(Chunk chunk) {
    return switch (chunk.work().story().cause()) {
      case REPAIR -> true;
      case PLAN -> !chunk.work().attempts().failed().isEmpty() || !warm.holds(chunk.ref());
    };
  }

  /** The scene would not open: here, for good, or every frame has one attempt less. */
  private static void refused(Chunk chunk, Readiness.Refused refused) {
    switch (refused.kind()) {
      case WORKER -> chunk.decline(refused.message());
      case SCENE -> chunk.jobFailed(refused.kind(), refused.message());
      case RESOURCE, PLATFORM, TIMEOUT, CRASH -> chunk.failAll(refused.kind(), refused.message());
    }
  }

  private void render(Chunk chunk, Readiness.Ready first) throws IOException {
    farm.reporter()
        .emit(
            WorkerEvent.Type.RENDERING_STARTED,
            chunk.ref(),
            "Rendering animation: frames " + chunk.outstanding());
    try (FrameUploads uploads =
            new FrameUploads(farm.frames(), farm.reporter(), retry, chunk.work(), chunk.claim());
        Sharing _ = sharing(chunk, first)) {
      Readiness readiness = first;
      OptionalInt next = chunk.begin();
      while (next.isPresent() && !chunk.claim().ending()) {
        if (!(readiness instanceof Readiness.Ready ready && ready.session().alive())) {
          uploads.finish().ifPresent(chunk::stored);
          readiness = warm.ready(chunk.work().spec(), chunk.claim());
        }
        int frame = next.getAsInt();
        switch (readiness) {
          case Readiness.Ready ready -> render(frame, ready, chunk, uploads);
          case Readiness.Refused refused -> failed(frame, refused.kind(), refused.message(), chunk);
          case Readiness.Stopped() -> {}
        }
        next =
            chunk.claim().tooLateFor(timeout(chunk, first)) ? OptionalInt.empty() : chunk.begin();
      }
      uploads.finish().ifPresent(chunk::stored);
    }
  }

  /** Not of a simulation, whose frames each depend on all before. */
  private Sharing sharing(Chunk chunk, Readiness.Ready ready) {
    return ready.session().report().simulationStart().isPresent()
        ? Sharing.never(chunk)
        : chunkTime.map(time -> Sharing.after(time, chunk)).orElseGet(() -> Sharing.never(chunk));
  }

  private static Duration timeout(Chunk chunk, Readiness.Ready ready) {
    return ready.times().timeout(chunk.work().spec().settings().work().frameTimeout());
  }

  private static void render(int frame, Readiness.Ready ready, Chunk chunk, FrameUploads uploads) {
    Path target =
        ready
            .folder()
            .resolve(frame + "." + chunk.work().spec().settings().output().format().extension());
    RenderResult result;
    try (var _ = chunk.claim().atStop(ready.session()::abort)) {
      result = ready.session().render(frame, target, timeout(chunk, ready));
    }
    switch (result) {
      case RenderResult.Rendered rendered -> {
        ready.times().add(rendered.took());
        chunk.frameEnded();
        ImageSize size =
            new ImageSize(ready.session().report().width(), ready.session().report().height());
        uploads.begin(rendered, size).ifPresent(chunk::stored);
      }
      case RenderResult.Failed failed -> {
        // Aborted by us: the frame is as good as never begun.
        if (chunk.claim().stopped().isEmpty()) {
          uploads.finish().ifPresent(chunk::stored);
          failed(frame, failed.kind(), failed.message(), chunk);
        }
      }
    }
  }

  private static void failed(int frame, FailureKind kind, String message, Chunk chunk) {
    switch (kind) {
      case WORKER -> chunk.decline(message);
      case SCENE, RESOURCE, PLATFORM, TIMEOUT, CRASH -> chunk.failed(frame, kind, message);
    }
  }
}
