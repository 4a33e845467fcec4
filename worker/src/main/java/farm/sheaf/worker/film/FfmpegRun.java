package farm.sheaf.worker.film;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of ffmpeg, which any thread may end, and what it said. */
final class FfmpegRun {
  static final FilmResult.Failed ABORTED = new FilmResult.Failed("the film was aborted");

  private final Path talk;
  private @Nullable Process process;
  private boolean aborted;

  /**
   * @param folder for what it says
   */
  FfmpegRun(Path folder) {
    talk = folder.resolve("ffmpeg.log");
  }

  /** Feeds it, closes its input, and waits for its end. */
  interface Feed {
    /** False when there is no use in waiting, for want of a frame. */
    boolean into(OutputStream pipe) throws IOException;
  }

  /**
   * Runs it to its end.
   *
   * @return what went wrong; empty when it ended well, or when the feed ended it
   */
  Optional<FilmResult.Failed> run(List<String> command, Feed feed) throws IOException {
    Process running =
        start(new ProcessBuilder(command).redirectOutput(talk.toFile()).redirectErrorStream(true));
    try {
      if (!feed.into(running.getOutputStream())) {
        return Optional.empty();
      }
      close(running.getOutputStream());
      int exit = running.waitFor();
      if (aborted()) {
        return Optional.of(ABORTED);
      }
      return exit == 0
          ? Optional.empty()
          : Optional.of(
              new FilmResult.Failed(
                  "ffmpeg ended with exit status %d: %s".formatted(exit, lastLines())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while encoding");
    } finally {
      running.destroyForcibly().onExit().join();
    }
  }

  private synchronized Process start(ProcessBuilder command) throws IOException {
    Process started = command.start();
    process = started;
    if (aborted) {
      started.destroyForcibly();
    }
    return started;
  }

  /** Ends it at once, or as soon as it starts. */
  synchronized void abort() {
    aborted = true;
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private synchronized boolean aborted() {
    return aborted;
  }

  /** A problem that was found in what it made, with its own last words. */
  FilmResult.Failed failed(String problem) throws IOException {
    String said = lastLines();
    return new FilmResult.Failed(said.isEmpty() ? problem : problem + "; ffmpeg: " + said);
  }

  private String lastLines() throws IOException {
    return Answer.lastLines(Files.readString(talk, StandardCharsets.UTF_8));
  }

  private static void close(OutputStream pipe) {
    try {
      pipe.close();
    } catch (IOException brokenPipe) {
      // ffmpeg has ended; its exit status and its words tell why.
    }
  }
}
