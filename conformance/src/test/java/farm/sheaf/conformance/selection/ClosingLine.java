package farm.sheaf.conformance.selection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * What the end of the build says of one kind of servers: how many tests ran, or why none did. It
 * goes to a file, which the build prints when it is through.
 */
public final class ClosingLine implements TestWatcher, AfterAllCallback {
  private final Target target;
  private final Path folder;
  private int passed;
  private int failed;
  private String why = "the suite did not get so far";
  private String note = "";

  /**
   * @param folder where the lines of all kinds gather
   */
  public ClosingLine(Target target, Path folder) {
    this.target = target;
    this.folder = folder;
  }

  /** No test will run. */
  public void notRun(String reason) {
    why = reason;
  }

  /** Something that the line must not leave out. */
  public void note(String more) {
    note = ", " + more;
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    passed++;
  }

  @Override
  public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
    failed++;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(target.words() + ".txt"), line() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String line() {
    if (passed + failed == 0) {
      return "conformance: %s NOT RUN: %s".formatted(target.words(), why);
    }
    return "conformance: %s ran %d tests%s%s"
        .formatted(
            target.words(), passed + failed, failed == 0 ? "" : ", " + failed + " FAILED", note);
  }
}
