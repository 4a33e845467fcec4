package farm.sheaf.worker.blender;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last lines that a Blender printed, for messages to people. Nothing is decided by them:
 * Blender and its add-ons print what they like.
 */
final class BlenderOutput {
  private static final int MOST_LINES = 200;
  private static final int LONGEST_LINE = 500;

  /** A line has no line feed. */
  private static final String NEVER_PRINTED = "\n";

  private final Deque<String> lines = new ArrayDeque<>();
  private boolean ended;

  /** Reads on a thread of its own until the stream ends. */
  static BlenderOutput reading(InputStream stream) {
    BlenderOutput output = new BlenderOutput();
    Thread.ofPlatform().daemon().name("blender-output").start(() -> output.read(stream));
    return output;
  }

  private void read(InputStream stream) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String line;
      while ((line = in.readLine()) != null) {
        add(line);
      }
    } catch (IOException closed) {
      // The process was ended in mid-line; what came before is what there is.
    } finally {
      end();
    }
  }

  private synchronized void add(String line) {
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
    }
    lines.addLast(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /**
   * The lines, once this one is among them or the stream has ended, or when patience is over: the
   * pipe and the socket are two ways, and the news may overtake the words.
   */
  synchronized List<String> linesUpTo(String mark, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    long left;
    while (!ended
        && !lines.contains(mark)
        && (left = (deadline - System.nanoTime()) / 1_000_000) > 0) {
      wait(left);
    }
    return lines();
  }

  /** All that is left of them when the stream has ended, or when patience is over. */
  List<String> linesToEnd(Duration patience) throws InterruptedException {
    return linesUpTo(NEVER_PRINTED, patience);
  }
}
