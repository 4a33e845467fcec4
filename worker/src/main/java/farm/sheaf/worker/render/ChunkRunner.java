package farm.sheaf.worker.render;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.blender.RenderResult;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.image.ImageSize;
import farm.sheaf.worker.report.Reporter;
import farm.sheaf.worker.scene.Readiness;
import farm.sheaf.worker.scene.WarmSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Renders the frames of one message. In the end each frame is in S3, was sent round again, went
 * back, or its failure was told; only then is the message deleted.
 */
public final class ChunkRunner {
  private final WarmSession warm;
  private final FrameFiles frames;
  private final WorkQueue queue;
  private final Reporter reporter;
  private final Retry retry;

  public ChunkRunner(
      WarmSession warm, FrameFiles frames, WorkQueue queue, Reporter reporter, Retry retry) {
    this.warm = warm;
    this.frames = frames;
    this.queue = queue;
    this.reporter = reporter;
    this.retry = retry;
  }

  /**
   * Renders what is due.
   *
   * @throws IOException when this worker's disk fails
   * @throws farm.sheaf.worker.claim.LeaseLostException when the message may be another worker's;
   *     nothing more was touched
   */
  public void run(Work.Render work, Claim claim) throws IOException {
    Chunk chunk = new Chunk(work, claim, queue, reporter);
    chunk.settle(presentAlready(work, claim));
    if (!chunk.outstanding().isEmpty()) {
      switch (warm.ready(work.spec(), claim)) {
        case Readiness.Refused refused -> refused(chunk, refused);
        case Readiness.Stopped() -> {}
        case Readiness.Ready ready -> render(chunk, ready);
      }
    }
    chunk.end();
  }

  /**
   * Frames that need no rendering. The bucket is listed where a frame may be there: the message, or
   * one of its frames, was under way before. It is also listed before a scene is opened here, which
   * costs far more than a list, so that a task that was sent twice on suspicion is not rendered
   * twice. Else it is not: a fresh message's frames cannot be there, and a list for each would cost
   * as much as a frame where chunks are short.
   */
  private FrameSet presentAlready(Work.Render work, Claim claim) {
    boolean worthALook =
        claim.receives() > 1 || !work.attempts().failed().isEmpty() || !warm.holds(work.ref());
    return worthALook
        ? frames.present(
            work.ref().jobId(), work.spec().settings().output().format(), work.frames())
        : FrameSet.EMPTY;
  }

  /** The scene would not open: for good, or every frame of the chunk has one attempt less. */
  private void refused(Chunk chunk, Readiness.Refused refused) {
    if (refused.kind().retryable()) {
      chunk.failAll(refused.kind(), refused.message());
    } else {
      chunk.jobFailed(refused.kind(), refused.message());
    }
  }

  private void render(Chunk chunk, Readiness.Ready first) throws IOException {
    reporter.emit(
        WorkerEvent.Type.RENDERING_STARTED,
        chunk.ref(),
        "Rendering animation: frames " + chunk.outstanding());
    try (FrameUploads uploads =
        new FrameUploads(frames, reporter, retry, chunk.work(), chunk.claim())) {
      Readiness readiness = first;
      for (int frame : chunk.outstanding().toList()) {
        if (chunk.claim().ending()) {
          break;
        }
        if (!(readiness instanceof Readiness.Ready ready && ready.session().alive())) {
          uploads.finish().ifPresent(chunk::stored);
          readiness = warm.ready(chunk.work().spec(), chunk.claim());
        }
        switch (readiness) {
          case Readiness.Ready ready -> render(frame, ready, chunk, uploads);
          case Readiness.Refused refused -> chunk.failed(frame, refused.kind(), refused.message());
          case Readiness.Stopped() -> {}
        }
      }
      uploads.finish().ifPresent(chunk::stored);
    }
  }

  private static void render(int frame, Readiness.Ready ready, Chunk chunk, FrameUploads uploads) {
    Path target =
        ready
            .folder()
            .resolve(frame + "." + chunk.work().spec().settings().output().format().extension());
    Duration timeout = ready.times().timeout(chunk.work().spec().settings().work().frameTimeout());
    RenderResult result;
    try (var _ = chunk.claim().atStop(ready.session()::abort)) {
      result = ready.session().render(frame, target, timeout);
    }
    switch (result) {
      case RenderResult.Rendered rendered -> {
        ready.times().add(rendered.took());
        ImageSize size =
            new ImageSize(ready.session().report().width(), ready.session().report().height());
        uploads.begin(rendered, size).ifPresent(chunk::stored);
      }
      case RenderResult.Failed failed -> {
        // Aborted by us: the frame is as good as never begun.
        if (chunk.claim().stopped().isEmpty()) {
          chunk.failed(frame, failed.kind(), failed.message());
        }
      }
    }
  }
}
