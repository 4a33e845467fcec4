package farm.sheaf.deploy;

import farm.sheaf.talk.Problem;
import farm.sheaf.talk.Talk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The other programs that a deployment needs. All that they print goes to one log; a terminal sees
 * the latest line of it, and who is told of a failure sees the last ones.
 *
 * @param environment of every program, {@code PATH} among it
 */
public record Shell(Map<String, String> environment, Path log, Talk talk) {
  private static final int LAST_LINES = 12;
  private static final int COLUMNS = 79;

  public Shell {
    environment = Map.copyOf(environment);
  }

  /**
   * A program with its words.
   *
   * @param folder in which it runs
   * @param input what it reads; a password belongs here and not among the words
   */
  public record Call(List<String> words, Path folder, String input) {
    public Call {
      words = List.copyOf(words);
    }

    static Call of(Path folder, String... words) {
      return new Call(List.of(words), folder, "");
    }
  }

  /**
   * How a program ended.
   *
   * @param output all that it printed
   */
  public record Ended(int exit, String output) {
    boolean well() {
      return exit == 0;
    }

    /** Its last words. */
    String tail() {
      List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
  }

  /** Whether the program is there at all. */
  boolean has(String program) {
    return find(program).isPresent();
  }

  /** Runs a program to its end. */
  Ended run(Call call) {
    String program = call.words().getFirst();
    List<String> words = new ArrayList<>(call.words());
    words.set(0, find(program).map(Path::toString).orElse(program));
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(call.folder().toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Deque<String> lines = new ArrayDeque<>();
    try (PrintWriter record = record()) {
      record.println("$ " + String.join(" ", call.words()));
      Process process = builder.start();
      Thread stop = Thread.ofPlatform().unstarted(process::destroy);
      Runtime.getRuntime().addShutdownHook(stop);
      try (OutputStream in = process.getOutputStream()) {
        in.write(call.input().getBytes(StandardCharsets.UTF_8));
      } catch (IOException unread) {
        // A program that reads nothing may have closed its input; its end tells how it went.
      }
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          record.println(line);
          lines.add(line);
          show("%s: %s".formatted(Path.of(program).getFileName(), line.strip()));
        }
      }
      int exit = process.waitFor();
      Runtime.getRuntime().removeShutdownHook(stop);
      return new Ended(exit, String.join("\n", lines));
    } catch (IOException e) {
      return new Ended(127, "%s does not start: %s".formatted(program, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ended(130, program + " was interrupted");
    }
  }

  /** Runs a program that must end well; a failure carries its last words. */
  String must(Call call, String advice) {
    Ended ended = run(call);
    if (ended.well()) {
      return ended.output();
    }
    throw failed(call, ended, advice);
  }

  /** The problem of a program that did not end well. */
  Problem failed(Call call, Ended ended, String advice) {
    return Problem.failed(
        "%s ended with %d. Its last words:\n%s\n%sAll of it: %s"
            .formatted(
                call.words().getFirst(),
                ended.exit(),
                ended.tail().indent(4).stripTrailing(),
                advice.isEmpty() ? "" : advice + "\n",
                log));
  }

  /** Notes what was done without a program, in the log and to who looks on. */
  void noted(String line) {
    try (PrintWriter record = record()) {
      record.println(line);
    }
    show(line);
  }

  private Optional<Path> find(String program) {
    if (program.contains("/")) {
      return Optional.of(Path.of(program)).filter(Files::isExecutable);
    }
    return Arrays.stream(environment.getOrDefault("PATH", "").split(":", -1))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private void show(String line) {
    String text = "      " + line;
    talk.rewrite(text.length() <= COLUMNS ? text : text.substring(0, COLUMNS));
  }

  private PrintWriter record() {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      return new PrintWriter(
          Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND), true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + log, e);
    }
  }
}
