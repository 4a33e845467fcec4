package farm.sheaf.worker.sequence;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.port.SceneFiles;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.film.FfmpegProgram;
import farm.sheaf.worker.render.Retry;
import farm.sheaf.worker.report.Reporter;
import farm.sheaf.worker.scene.Readiness;
import farm.sheaf.worker.scene.Scratch;
import farm.sheaf.worker.scene.WarmSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes a job's film of all its frames, or says why there is none. Never one with a gap.
 *
 * <p>A film is made in pieces ({@link farm.sheaf.core.work.Segments}), which are stored as they are
 * encoded, some of them while later frames still render. So a film that was interrupted goes on
 * where it was, on any worker, however often and however long it takes.
 */
public final class SequenceRunner {
  private final WarmSession warm;
  private final Buckets buckets;
  private final WorkQueue queue;
  private final Reporter reporter;
  private final Tools tools;
  private final Pieces pieces;

  /** Where frames come from and the film goes. */
  public record Buckets(FrameFiles frames, SceneFiles scenes) {}

  /**
   * What the film is made with.
   *
   * @param retry for each request to a bucket
   * @param rest how long a worker waits after the first failed try at a film, and twice as long
   *     after the second: what made it fail, such as too little memory, may pass meanwhile
   */
  public record Tools(FfmpegProgram ffmpeg, Scratch scratch, Retry retry, Duration rest) {}

  public SequenceRunner(
      WarmSession warm, Buckets buckets, WorkQueue queue, Reporter reporter, Tools tools) {
    this.warm = warm;
    this.buckets = buckets;
    this.queue = queue;
    this.reporter = reporter;
    this.tools = tools;
    this.pieces = new Pieces(buckets.frames(), tools.ffmpeg(), reporter, tools.retry());
  }

  /**
   * Encodes a piece of the film ahead of its turn, if nothing is in the way.
   *
   * @throws farm.sheaf.worker.claim.LeaseLostException when the message may be another worker's
   */
  public void run(Work.Segment work, Claim claim) {
    new SegmentRunner(warm, buckets.frames(), pieces, tools.scratch(), reporter).run(work, claim);
  }

  /**
   * Makes the film, unless this run has made it: a message may come twice.
   *
   * @throws IOException when this worker's disk fails
   * @throws farm.sheaf.worker.claim.LeaseLostException when the message may be another worker's
   */
  public void run(Work.Sequence work, Claim claim) throws IOException {
    FilmBooks books = new FilmBooks(work, claim, buckets.frames(), queue, reporter);
    FilmEnd end = thereAlready(work) ? new FilmEnd.Stored() : begin(work, claim, books);
    if (books.triesAgain(end)) {
      rest(tools.rest().multipliedBy(work.attempts() + 1), claim);
    }
    books.close(end);
  }

  private static void rest(Duration most, Claim claim) {
    CountDownLatch stopped = new CountDownLatch(1);
    try (var _ = claim.atStop(stopped::countDown)) {
      boolean early = stopped.await(most.toNanos(), TimeUnit.NANOSECONDS);
      assert !early || claim.stopped().isPresent();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean thereAlready(Work.Sequence work) {
    return buckets
        .scenes()
        .filmRun(work.spec(), work.ref().jobId())
        .filter(run -> run >= work.ref().run())
        .isPresent();
  }

  /** The scene tells its frame rate and its sound, so it must be open. */
  private FilmEnd begin(Work.Sequence work, Claim claim, FilmBooks books) throws IOException {
    FrameSet missing = books.missing();
    if (!missing.isEmpty()) {
      return new FilmEnd.Missing(missing);
    }
    return switch (warm.ready(work.spec(), claim)) {
      case Readiness.Refused refused -> new FilmEnd.Failed(refused.kind(), refused.message());
      case Readiness.Stopped() -> new FilmEnd.Interrupted();
      case Readiness.Ready ready -> make(work, claim, ready.session().report().fps());
    };
  }

  private FilmEnd make(Work.Sequence work, Claim claim, FrameRate ofScene) throws IOException {
    reporter.emit(
        WorkerEvent.Type.SEQUENCING_STARTED,
        work.ref(),
        "Downloading frames from S3; Sequencing images");
    FrameRate rate = work.spec().settings().output().fps().orElse(ofScene);
    Path folder = tools.scratch().fresh("film");
    try {
      return make(work, FilmWork.of(work, claim, rate, folder));
    } finally {
      Scratch.remove(folder);
    }
  }

  private FilmEnd make(Work.Sequence work, FilmWork film) throws IOException {
    PieceSet all = new PieceSet(pieces, film);
    Optional<FilmEnd> obstacle = all.gather();
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    if (film.claim().ending()) {
      return new FilmEnd.Interrupted();
    }
    return switch (new SoundTrack(warm, reporter).mixed(work, film)) {
      case SoundTrack.Sound.Without(FilmEnd end) -> end;
      case SoundTrack.Sound.Settled(Optional<Path> wav) ->
          new WholeFilm(buckets.scenes(), tools.ffmpeg(), reporter, tools.retry())
              .finish(film, all.files(), wav);
    };
  }
}
