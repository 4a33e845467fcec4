package farm.sheaf.client.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs other programs for a short while. */
interface Commands {
  /** Runs to the end with all output appended to a file; the exit code, or -1 where it cannot. */
  int run(List<String> command, Path log);

  /** What a program prints, if it ends well and soon. */
  Optional<String> output(List<String> command);
}
