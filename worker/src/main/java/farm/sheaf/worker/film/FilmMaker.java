package farm.sheaf.worker.film;

import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.worker.film.FfmpegCommand.Alpha;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes one film: frames in ascending order into one ffmpeg, then a look at what came out.
 *
 * <p>One film an object. {@link #make} blocks; {@link #abort} ends it from any thread.
 */
public final class FilmMaker {
  private final FfmpegProgram program;
  private final Path folder;
  private @Nullable Process encoder;
  private boolean aborted;

  /**
   * @param folder an existing one for the film and the few frames on their way; the caller deletes
   *     it
   */
  public FilmMaker(FfmpegProgram program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /**
   * Makes the film, or says which frame is missing, or what ffmpeg said.
   *
   * @throws IOException when the source or the disk fails
   */
  public FilmResult make(FilmOrder order, FrameSource source) throws IOException {
    Path film = folder.resolve("film.mp4");
    Path talk = folder.resolve("ffmpeg.log");
    try (FramePrefetch prefetch = new FramePrefetch(source, folder, order.frames().toList())) {
      FramePrefetch.Fetched first = prefetch.next().orElseThrow();
      if (first.image().isEmpty()) {
        return new FilmResult.Gap(first.frame());
      }
      Alpha alpha = alpha(order.format(), first.image().get());
      Process process =
          start(
              new ProcessBuilder(FfmpegCommand.of(program, order, alpha, film))
                  .redirectOutput(talk.toFile())
                  .redirectErrorStream(true));
      try {
        Optional<Integer> gap = feed(process, first, prefetch);
        if (gap.isPresent()) {
          return new FilmResult.Gap(gap.get());
        }
        int exit = process.waitFor();
        return judge(order, film, exit, Files.readString(talk, StandardCharsets.UTF_8));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while encoding");
      } finally {
        process.destroyForcibly().onExit().join();
      }
    }
  }

  private synchronized Process start(ProcessBuilder command) throws IOException {
    Process process = command.start();
    encoder = process;
    if (aborted) {
      process.destroyForcibly();
    }
    return process;
  }

  /** Ends a film in work at once; {@link #make} then returns a failure. May be called twice. */
  public synchronized void abort() {
    aborted = true;
    if (encoder != null) {
      encoder.destroyForcibly();
    }
  }

  /** Writes all frames; the first one that is missing, or empty. */
  private static Optional<Integer> feed(
      Process process, FramePrefetch.Fetched first, FramePrefetch prefetch) throws IOException {
    OutputStream pipe = process.getOutputStream();
    Optional<FramePrefetch.Fetched> next = Optional.of(first);
    while (next.isPresent()) {
      Optional<Path> image = next.get().image();
      if (image.isEmpty()) {
        return Optional.of(next.get().frame());
      }
      boolean taken = write(image.get(), pipe);
      Files.delete(image.get());
      if (!taken) {
        return Optional.empty();
      }
      next = prefetch.next();
    }
    closed(pipe);
    return Optional.empty();
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

  private static void closed(OutputStream pipe) {
    try {
      pipe.close();
    } catch (IOException brokenPipe) {
      // ffmpeg has ended; its exit status and its words tell why.
    }
  }

  private FilmResult judge(FilmOrder order, Path film, int exit, String talk) throws IOException {
    synchronized (this) {
      if (aborted) {
        return new FilmResult.Failed("the film was aborted");
      }
    }
    if (exit != 0) {
      return new FilmResult.Failed(
          "ffmpeg ended with exit status %d: %s".formatted(exit, Answer.lastLines(talk)));
    }
    return FilmCheck.problem(program, order, film)
        .<FilmResult>map(
            problem ->
                new FilmResult.Failed(
                    talk.isBlank() ? problem : problem + "; ffmpeg: " + Answer.lastLines(talk)))
        .orElseGet(() -> new FilmResult.Made(film));
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
