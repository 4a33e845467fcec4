package farm.sheaf.worker.film;

import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.worker.film.FfmpegCommand.Alpha;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Encodes one piece of a film: frames in ascending order into one ffmpeg, then a look at what came
 * out. {@link FilmJoin} makes the film of the pieces.
 *
 * <p>One piece an object. {@link #make} blocks; {@link #abort} ends it from any thread.
 */
public final class FilmMaker {
  private final FfmpegProgram program;
  private final Path folder;
  private final FfmpegRun run;

  /**
   * @param folder an existing one for the few frames on their way; the caller deletes it
   */
  public FilmMaker(FfmpegProgram program, Path folder) {
    this.program = program;
    this.folder = folder;
    this.run = new FfmpegRun(folder);
  }

  /**
   * Makes the piece, or says which frame is missing, or what ffmpeg said.
   *
   * @param target the file to make
   * @throws IOException when the source or the disk fails
   */
  public FilmResult make(FilmOrder piece, FrameSource source, Path target) throws IOException {
    try (FramePrefetch prefetch = new FramePrefetch(source, folder, piece.frames().toList())) {
      FramePrefetch.Fetched first = prefetch.next().orElseThrow();
      if (first.image().isEmpty()) {
        return new FilmResult.Gap(first.frame());
      }
      Frames frames = new Frames(first, prefetch);
      Alpha alpha = alpha(piece.format(), first.image().get());
      Optional<FilmResult.Failed> failed =
          run.run(FfmpegCommand.of(program, piece, alpha, target), frames::into);
      if (frames.gap.isPresent()) {
        return frames.gap.get();
      }
      if (failed.isPresent()) {
        return failed.get();
      }
    }
    Optional<String> problem = FilmCheck.problem(piece, FilmProbe.of(program, target));
    return problem.isPresent() ? run.failed(problem.get()) : new FilmResult.Made(target);
  }

  /** Ends a piece in work at once; {@link #make} then returns a failure. May be called twice. */
  public void abort() {
    run.abort();
  }

  /** All frames, one after the other, up to the first one that is missing. */
  private static final class Frames {
    private final FramePrefetch.Fetched first;
    private final FramePrefetch prefetch;
    private Optional<FilmResult.Gap> gap = Optional.empty();

    private Frames(FramePrefetch.Fetched first, FramePrefetch prefetch) {
      this.first = first;
      this.prefetch = prefetch;
    }

    private boolean into(OutputStream pipe) throws IOException {
      Optional<FramePrefetch.Fetched> next = Optional.of(first);
      while (next.isPresent()) {
        Optional<Path> image = next.get().image();
        if (image.isEmpty()) {
          gap = Optional.of(new FilmResult.Gap(next.get().frame()));
          return false;
        }
        boolean taken = write(image.get(), pipe);
        Files.delete(image.get());
        if (!taken) {
          return true;
        }
        next = prefetch.next();
      }
      return true;
    }

    /** False when ffmpeg has ended; what it said tells why. */
    private static boolean write(Path image, OutputStream pipe) throws IOException {
      byte[] bytes = Files.readAllBytes(image);
      try {
        pipe.write(bytes);
        return true;
      } catch (IOException brokenPipe) {
        return false;
      }
    }
  }

  /** PNG says in its header whether it has alpha; all frames of a job are alike. */
  private static Alpha alpha(ImageFormat format, Path image) throws IOException {
    if (format == ImageFormat.JPEG) {
      return Alpha.OPAQUE;
    }
    int colorTypeAt = 25;
    int alphaBit = 4;
    try (var in = Files.newInputStream(image)) {
      byte[] head = in.readNBytes(colorTypeAt + 1);
      boolean transparent = head.length > colorTypeAt && (head[colorTypeAt] & alphaBit) != 0;
      return transparent ? Alpha.TRANSPARENT : Alpha.OPAQUE;
    }
  }
}
