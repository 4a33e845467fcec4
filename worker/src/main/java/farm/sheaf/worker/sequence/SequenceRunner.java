package farm.sheaf.worker.sequence;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.port.FrameFiles;
import farm.sheaf.core.port.SceneFiles;
import farm.sheaf.core.port.WorkQueue;
import farm.sheaf.core.work.Work;
import farm.sheaf.core.work.WorkerEvent;
import farm.sheaf.worker.claim.Claim;
import farm.sheaf.worker.decline.Declining;
import farm.sheaf.worker.film.FfmpegProgram;
import farm.sheaf.worker.outage.OutageException;
import farm.sheaf.worker.render.Retry;
import farm.sheaf.worker.report.Reporter;
import farm.sheaf.worker.scene.Readiness;
import farm.sheaf.worker.scene.Scratch;
import farm.sheaf.worker.scene.WarmSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes a job's film of all its frames, or says why there is none. Never one with a gap.
 *
 * <p>A film is made in pieces ({@link farm.sheaf.core.work.Segments}), which are stored as they are
 * encoded, some of them while later frames still render. So a film that was interrupted goes on
 * where it was, on any worker, however often and however long it takes.
 */
public final class SequenceRunner {
  /**
   * More than joining and uploading should take: with less of its time left, a film whose pieces
   * are all stored goes back, to be finished under a new claim.
   */
  private static final Duration FINISH = Duration.ofHours(4);

  private final WarmSession warm;
  private final Farm farm;
  private final Tools tools;
  private final Pieces pieces;

  /** Where frames come from, and where the film, work and news go. */
  public record Farm(
      FrameFiles frames,
      SceneFiles scenes,
      WorkQueue queue,
      Declining declining,
      Reporter reporter) {}

  /**
   * What the film is made with.
   *
   * @param retry for each request to a bucket that moves a file
   */
  public record Tools(FfmpegProgram ffmpeg, Scratch scratch, Retry retry) {}

  public SequenceRunner(WarmSession warm, Farm farm, Tools tools) {
    this.warm = warm;
    this.farm = farm;
    this.tools = tools;
    this.pieces = new Pieces(farm.frames(), tools.ffmpeg(), farm.reporter(), tools.retry());
  }

  /**
   * Encodes a piece of the film ahead of its turn, if nothing is in the way.
   *
   * @throws farm.sheaf.worker.claim.LeaseLostException when the message may be another worker's
   */
  public void run(Work.Segment work, Claim claim) {
    new SegmentRunner(warm, farm.frames(), pieces, tools.scratch(), farm.reporter())
        .run(work, claim);
  }

  /**
   * Makes the film, unless this run has made it: a message may come twice.
   *
   * @throws IOException when this worker's disk fails
   * @throws OutageException when the buckets are away; the message is still there
   * @throws farm.sheaf.worker.claim.LeaseLostException when the message may be another worker's
   */
  public void run(Work.Sequence work, Claim claim) throws IOException {
    FilmBooks books = new FilmBooks(work, claim, farm);
    books.close(thereAlready(work) ? new FilmEnd.Stored() : begin(work, claim, books));
  }

  private boolean thereAlready(Work.Sequence work) {
    return OutageException.unless(() -> farm.scenes().filmRun(work.spec(), work.ref().jobId()))
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
    farm.reporter()
        .emit(
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
    if (film.claim().ending() || film.claim().tooLateFor(FINISH)) {
      return new FilmEnd.Interrupted();
    }
    return switch (new SoundTrack(warm, farm.reporter()).mixed(work, film)) {
      case SoundTrack.Sound.Without(FilmEnd end) -> end;
      case SoundTrack.Sound.Settled(Optional<Path> wav) ->
          new WholeFilm(farm.scenes(), tools.ffmpeg(), farm.reporter(), tools.retry())
              .finish(film, all.files(), wav);
    };
  }
}
