package farm.sheaf.worker.sequence;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.Video;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.port.SceneFiles;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.TaskRef;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.core.work.WorkerEvent.Detail;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.claim.Stop;
import farm.sheaf.worker.film.FfmpegProgram;
import farm.sheaf.worker.film.FilmMaker;
import farm.sheaf.worker.film.FilmOrder;
import farm.sheaf.worker.film.FilmResult;
import farm.sheaf.worker.report.Reporter;
import farm.sheaf.worker.scene.Readiness;
import farm.sheaf.worker.scene.Scratch;
import farm.sheaf.worker.scene.WarmSession;
import java.io.IOException;
import java.nio.file.Path;

/** Makes a job's film of all its frames, or says why there is none. Never one with a gap. */
public final class SequenceRunner {
  private final WarmSession warm;
  private final Buckets buckets;
  private final WorkQueue queue;
  private final Reporter reporter;
  private final Tools tools;

  /** Where frames come from and the film goes. */
  public record Buckets(FrameFiles frames, SceneFiles scenes) {}

  /** What the film is made with. */
  public record Tools(FfmpegProgram ffmpeg, Scratch scratch) {}

  public SequenceRunner(
      WarmSession warm, Buckets buckets, WorkQueue queue, Reporter reporter, Tools tools) {
    this.warm = warm;
    this.buckets = buckets;
    this.queue = queue;
    this.reporter = reporter;
    this.tools = tools;
  }

  /**
   * Makes the film, unless this run has made it: a message may come twice.
   *
   * @throws IOException when this worker's disk fails
   * @throws farm.sheaf.worker.claim.LeaseLostException when the message may be another worker's
   */
  public void run(Work.Sequence work, Claim claim) throws IOException {
    TaskRef ref = work.ref();
    boolean thereAlready =
        buckets.scenes().filmRun(work.spec(), ref.jobId()).filter(r -> r >= ref.run()).isPresent();
    if (!thereAlready) {
      FrameSet missing = missing(work);
      if (missing.isEmpty()) {
        prepareAndMake(work, claim);
      } else {
        tellMissing(ref, missing);
      }
    }
    claim.delete();
  }

  private FrameSet missing(Work.Sequence work) {
    FrameSet all = work.spec().frames();
    return all.minus(buckets.frames().present(work.ref().jobId(), format(work), all));
  }

  private static ImageFormat format(Work work) {
    return work.spec().settings().output().format();
  }

  private void tellMissing(TaskRef ref, FrameSet missing) {
    reporter.emit(
        WorkerEvent.Type.FRAMES_MISSING, ref, "frames %s are not in the bucket".formatted(missing));
    reporter.flush();
  }

  /** The scene tells its frame rate and its sound, so it must be open. */
  private void prepareAndMake(Work.Sequence work, Claim claim) throws IOException {
    Video.Film film =
        switch (work.spec().settings().output().video()) {
          case Video.Film wanted -> wanted;
          case Video.None() ->
              throw new IllegalArgumentException("a job without film has nothing to sequence");
        };
    switch (warm.ready(work.spec(), claim)) {
      case Readiness.Refused refused -> failed(work.ref(), refused.kind(), refused.message());
      case Readiness.Stopped() -> giveUp(work, claim);
      case Readiness.Ready ready -> {
        Path folder = tools.scratch().fresh("film");
        FilmOrder order = new SoundTrack(reporter).order(work, film, ready.session(), folder);
        make(work, claim, order, folder);
        Scratch.remove(folder);
      }
    }
  }

  private void make(Work.Sequence work, Claim claim, FilmOrder order, Path folder)
      throws IOException {
    reporter.emit(
        WorkerEvent.Type.SEQUENCING_STARTED,
        work.ref(),
        "Downloading frames from S3; Sequencing images");
    int tries = work.spec().settings().work().maxAttempts();
    for (int attempt = 1; ; attempt++) {
      FilmResult result = attempt(work, claim, order, folder);
      if (claim.stopped().isPresent()) {
        giveUp(work, claim);
        return;
      }
      switch (result) {
        case FilmResult.Made(Path film) -> {
          upload(work, claim, film);
          return;
        }
        case FilmResult.Gap(int frame) -> {
          gap(work, frame);
          return;
        }
        case FilmResult.Failed(String message) -> {
          if (attempt >= tries) {
            failed(work.ref(), FailureKind.CRASH, message);
            return;
          }
          reporter.emit(
              WorkerEvent.Type.WARNING, work.ref(), "the film is tried again: " + message);
        }
      }
    }
  }

  private FilmResult attempt(Work.Sequence work, Claim claim, FilmOrder order, Path folder)
      throws IOException {
    FilmMaker maker = new FilmMaker(tools.ffmpeg(), folder);
    try (var _ = claim.atStop(maker::abort)) {
      return maker.make(
          order,
          (frame, target) ->
              buckets.frames().fetchForFilm(work.ref().jobId(), frame, format(work), target));
    }
  }

  private void upload(Work.Sequence work, Claim claim, Path film) {
    claim.requireHeld();
    buckets.scenes().putFilm(work.spec(), work.ref().jobId(), work.ref().run(), film);
    reporter.emit(WorkerEvent.Type.FILM_UPLOADED, work.ref(), "Uploading mp4 file to S3");
    reporter.emit(WorkerEvent.Type.CLEANED_UP, work.ref(), "Clean up");
  }

  /** Listed a moment ago and gone now; or an EXR frame whose preview is gone. */
  private void gap(Work.Sequence work, int frame) {
    FrameSet missing = missing(work);
    if (missing.isEmpty()) {
      failed(
          work.ref(),
          FailureKind.SCENE,
          "the preview of frame %d is not in the bucket; requeue the job with \"frames\": \"%d\""
              .formatted(frame, frame));
    } else {
      tellMissing(work.ref(), missing);
    }
  }

  private void failed(TaskRef ref, FailureKind kind, String message) {
    reporter.emit(WorkerEvent.Type.SEQUENCING_FAILED, ref, Detail.failed(kind, message));
    reporter.flush();
  }

  private void giveUp(Work.Sequence work, Claim claim) {
    if (claim.stopped().filter(Stop.RUN_OVER::equals).isPresent()) {
      reporter.emit(
          WorkerEvent.Type.CLEANED_UP,
          work.ref(),
          "Clean up: run %d is over".formatted(work.ref().run()));
      return;
    }
    claim.requireHeld();
    queue.send(work);
    reporter.emit(WorkerEvent.Type.INTERRUPTED, work.ref(), "the film was in work");
    reporter.emit(WorkerEvent.Type.HANDED_BACK, work.ref(), "the film goes back to the queue");
  }
}
