package farm.sheaf.worker.film;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fetches a few frames ahead of the encoder, so that it never waits for the network and the disk
 * never holds more than those few.
 */
final class FramePrefetch implements AutoCloseable {
  private static final int AHEAD = 4;

  private final FrameSource source;
  private final Path folder;
  private final Iterator<Integer> frames;
  private final Deque<Future<Fetched>> coming = new ArrayDeque<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("fetch-", 0).factory());

  /**
   * @param image empty when there is no such frame
   */
  record Fetched(int frame, Optional<Path> image) {}

  FramePrefetch(FrameSource source, Path folder, Iterable<Integer> frames) {
    this.source = source;
    this.folder = folder;
    this.frames = frames.iterator();
    for (int i = 0; i < AHEAD; i++) {
      fetchAnother();
    }
  }

  private void fetchAnother() {
    if (frames.hasNext()) {
      int frame = frames.next();
      coming.add(threads.submit(() -> fetch(frame)));
    }
  }

  private Fetched fetch(int frame) throws IOException {
    Path target = folder.resolve("frame" + frame);
    Files.deleteIfExists(target);
    return new Fetched(frame, source.fetch(frame, target) ? Optional.of(target) : Optional.empty());
  }

  /** The next frame in order; empty after the last. The caller deletes the image. */
  Optional<Fetched> next() throws IOException {
    Future<Fetched> first = coming.poll();
    if (first == null) {
      return Optional.empty();
    }
    try {
      Fetched fetched = first.get();
      fetchAnother();
      return Optional.of(fetched);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException trouble) {
        throw trouble;
      }
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while fetching frames");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
