package farm.sheaf.client.scene;

import farm.sheaf.client.farm.ObjectStore;
import farm.sheaf.client.farm.Place;
import farm.sheaf.client.farm.StoredObject;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fetches a job's frames into a folder, a few at a time; what is there unchanged stays. */
public record FetchFrames(ObjectStore objects) {
  private static final int AT_A_TIME = 8;

  /** Returns how many frames the folder holds of this job. */
  public int into(Path folder, Place prefix) {
    List<StoredObject> frames = objects.list(prefix);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw cannotWrite(folder, e);
    }
    try (ExecutorService fetchers =
        Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
      List<Future<?>> running = new ArrayList<>();
      for (StoredObject frame : frames) {
        running.add(fetchers.submit(() -> fetch(frame, folder.resolve(frame.place().name()))));
      }
      await(running, fetchers);
    }
    return frames.size();
  }

  private void fetch(StoredObject frame, Path to) {
    try {
      if (Files.isRegularFile(to)
          && Files.size(to) == frame.bytes()
          && Digests.of(to).matches(frame)) {
        return;
      }
      Path part = to.resolveSibling("." + to.getFileName() + ".part");
      Files.deleteIfExists(part);
      objects.download(frame.place(), part);
      Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw cannotWrite(to, e);
    }
  }

  private static void await(List<Future<?>> running, ExecutorService fetchers) {
    try {
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      fetchers.shutdownNow();
      throw e.getCause() instanceof Problem problem
          ? problem
          : new IllegalStateException("a frame could not be fetched", e.getCause());
    } catch (InterruptedException e) {
      fetchers.shutdownNow();
      Thread.currentThread().interrupt();
      throw new Problem(ExitCode.INTERRUPTED, "Interrupted.", e);
    }
  }

  private static Problem cannotWrite(Path where, IOException e) {
    return new Problem(
        ExitCode.FAILED, "%s cannot be written: %s".formatted(where, e.getMessage()), e);
  }
}
