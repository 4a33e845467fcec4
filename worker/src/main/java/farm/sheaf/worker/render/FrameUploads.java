package farm.sheaf.worker.render;

import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerEvent.Detail;
import farm.sheaf.worker.blender.RenderResult.Rendered;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.claim.LeaseLostException;
import farm.sheaf.worker.image.FrameCheck;
import farm.sheaf.worker.image.ImageSize;
import farm.sheaf.worker.outage.OutageException;
import farm.sheaf.worker.report.Reporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Checks and stores one frame while the next one renders. At most one finished frame waits: that is
 * what a killed worker loses besides the frame in work.
 */
final class FrameUploads implements AutoCloseable {
  private static final long ROOM_FOR_AN_IMAGE = 64L << 20;

  private final FrameFiles store;
  private final Reporter reporter;
  private final Retry retry;
  private final Work.Render work;
  private final Claim claim;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("upload").factory());
  private @Nullable CompletableFuture<Stored> last;

  FrameUploads(FrameFiles store, Reporter reporter, Retry retry, Work.Render work, Claim claim) {
    this.store = store;
    this.reporter = reporter;
    this.retry = retry;
    this.work = work;
    this.claim = claim;
  }

  /**
   * Begins to store this frame, once the one before is done with.
   *
   * @return what came of the one before
   */
  Optional<Stored> begin(Rendered rendered, ImageSize size) {
    Optional<Stored> before = finish();
    last = CompletableFuture.supplyAsync(() -> store(rendered, size), thread);
    return before;
  }

  /**
   * Waits for the frame under way.
   *
   * @return what came of it; empty when there is none
   * @throws LeaseLostException when the lease was lost before it was stored
   * @throws OutageException when the bucket would not take it, however often it was tried
   */
  Optional<Stored> finish() {
    if (last == null) {
      return Optional.empty();
    }
    CompletableFuture<Stored> underWay = last;
    last = null;
    try {
      return Optional.of(underWay.join());
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private Stored store(Rendered rendered, ImageSize size) {
    int frame = rendered.frame();
    ImageFormat format = work.spec().settings().output().format();
    try {
      Optional<String> problem = FrameCheck.problem(rendered.image(), format, size);
      if (problem.isPresent()) {
        return broken(rendered, problem.get());
      }
      // The preview goes first: the image makes the frame count, and then both must be there.
      if (rendered.preview().isPresent()) {
        Path preview = rendered.preview().get();
        Optional<String> trouble = FrameCheck.problem(preview, ImageFormat.PNG, size);
        if (trouble.isPresent()) {
          return broken(rendered, "the preview: " + trouble.get());
        }
        put(() -> store.putPreview(work.ref().jobId(), frame, preview));
        Files.delete(preview);
      }
      put(() -> store.put(work.ref().jobId(), frame, format, rendered.image()));
      Files.delete(rendered.image());
    } catch (IOException | UncheckedIOException e) {
      return new Stored.Failed(frame, FailureKind.RESOURCE, "the image cannot be read: " + e);
    }
    reporter.emit(WorkerEvent.Type.FRAME_RENDERED, work.ref(), rendered(rendered));
    return new Stored.Well(frame);
  }

  private void put(Runnable upload) {
    var _ =
        OutageException.unless(
            () -> {
              retry.run(
                  () -> {
                    claim.requireHeld();
                    upload.run();
                  });
              return upload;
            });
  }

  private static Stored broken(Rendered rendered, String problem) throws IOException {
    long room = Files.getFileStore(rendered.image()).getUsableSpace();
    return room < ROOM_FOR_AN_IMAGE
        ? new Stored.Failed(
            rendered.frame(), FailureKind.RESOURCE, problem + ": the worker's disk is full")
        : new Stored.Failed(rendered.frame(), FailureKind.CRASH, problem);
  }

  private Detail rendered(Rendered rendered) {
    return new Detail(
        OptionalInt.of(rendered.frame()),
        OptionalInt.of(work.attempts().of(rendered.frame()) + 1),
        Optional.of(rendered.took()),
        Optional.empty(),
        "Uploading frames to S3");
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
