package farm.sheaf.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The right to run a farm in a home; one process has it at a time. The operating system takes it
 * back when that process ends, however it ends.
 *
 * <p>POSIX drops a process's locks on a file when it closes any descriptor of it. So this JVM keeps
 * in mind which homes it holds and never opens their lock files again, and the holder's process id
 * stands in a file of its own.
 */
public final class HomeLock implements AutoCloseable {
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  /** How long a look by {@link #isHeld} may keep a starting farm waiting. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Path key;
  private final FileChannel channel;

  private HomeLock(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  /**
   * Takes the home.
   *
   * @throws HomeInUseException when another farm has it
   */
  public static HomeLock acquire(FarmHome home) {
    home.create();
    try {
      Path key = home.folder().toRealPath();
      if (!HELD_HERE.add(key)) {
        throw new HomeInUseException(home.folder(), "in this very process");
      }
      FileChannel channel = lock(home);
      if (channel == null) {
        HELD_HERE.remove(key);
        throw new HomeInUseException(home.folder(), holder(home));
      }
      Files.writeString(home.holderFile(), Long.toString(ProcessHandle.current().pid()));
      return new HomeLock(key, channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock the farm's folder " + home.folder(), e);
    }
  }

  /** Whether a farm runs in this home. */
  public static boolean isHeld(FarmHome home) {
    if (!Files.exists(home.lockFile())) {
      return false;
    }
    try {
      if (HELD_HERE.contains(home.folder().toRealPath())) {
        return true;
      }
      try (FileChannel channel = FileChannel.open(home.lockFile(), StandardOpenOption.READ);
          FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
        return shared == null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at the lock in " + home.folder(), e);
    }
  }

  private static @Nullable FileChannel lock(FarmHome home) throws IOException {
    FileChannel channel =
        FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (channel.tryLock() == null) {
      if (System.nanoTime() - deadline > 0) {
        channel.close();
        return null;
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    return channel;
  }

  private static String holder(FarmHome home) {
    try {
      return "process " + Files.readString(home.holderFile()).strip();
    } catch (IOException e) {
      return "process unknown";
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD_HERE.remove(key);
    }
  }
}
