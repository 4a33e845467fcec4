package farm.sheaf.client.command;

import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Json;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Which Sheaf this is. */
@Command(name = "version", description = "Which Sheaf this is.")
final class VersionCommand extends Verb {
  VersionCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    String version = version();
    String java = Runtime.version().toString();
    result(
        Json.object().put("version", version).put("java", java),
        List.of("Sheaf %s (Java %s)".formatted(version, java)));
    return ExitCode.DONE;
  }

  /** As the build wrote it into the jar. */
  private static String version() {
    return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
        .orElse("from sources");
  }
}
