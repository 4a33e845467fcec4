package farm.sheaf.deploy.cluster;

import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A CSV file that a log of scaling goes on in. Each look is on disk before the next begins, so that
 * nothing is lost however the log ends.
 */
public final class ScalingFile implements AutoCloseable {
  private final Path file;
  private final Writer writer;

  private ScalingFile(Path file, Writer writer) {
    this.file = file;
    this.writer = writer;
  }

  /** Begins a file, or goes on in one of its kind; any other file is left alone. */
  public static ScalingFile open(Path file) {
    try {
      boolean begun = Files.exists(file) && Files.size(file) > 0;
      if (begun && !firstLine(file).equals(ScalingRow.HEADER)) {
        throw Problem.usage(
            "%s is there and is no log of scaling.\nName another file with --output."
                .formatted(file));
      }
      BufferedWriter writer =
          Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (!begun) {
        writer.write(ScalingRow.HEADER + "\n");
        writer.flush();
      }
      return new ScalingFile(file, writer);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  public void add(List<ScalingRow> rows) {
    try {
      for (ScalingRow row : rows) {
        writer.write(row.csv() + "\n");
      }
      writer.flush();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static String firstLine(Path file) throws IOException {
    try (var lines = Files.newBufferedReader(file)) {
      String line = lines.readLine();
      return line == null ? "" : line;
    }
  }

  private static Problem unwritable(Path file, IOException e) {
    return new Problem(
        ExitCode.FAILED,
        "%s cannot be written (%s).\nName another file with --output."
            .formatted(file, e.getMessage()),
        e);
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }
}
