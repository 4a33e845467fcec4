package farm.sheaf.cluster.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Leaves the image's tests out where somebody asked for that, and says so: here, and in a line for
 * the end of the build.
 */
final class SwitchedOff implements ExecutionCondition {
  private static final String PROPERTY = "sheaf.image.tests";
  private static final Path LAST_LINES = Path.of("..", "target", "last-lines", "image.txt");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String said = System.getProperty(PROPERTY, "on");
    return switch (said) {
      case "on" -> {
        tell("The worker's image: built with podman and run.");
        yield ConditionEvaluationResult.enabled("asked for");
      }
      case "off" -> {
        String line =
            "The worker's image: NOT TESTED, because -D%s=off was given.".formatted(PROPERTY);
        System.err.println(line);
        tell(line);
        yield ConditionEvaluationResult.disabled(line);
      }
      default ->
          throw new IllegalArgumentException(
              "-D%s=%s: write \"on\" or \"off\"".formatted(PROPERTY, said));
    };
  }

  private static void tell(String line) {
    try {
      Files.createDirectories(LAST_LINES.getParent());
      Files.writeString(LAST_LINES, line + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
