package farm.sheaf.client.command;

import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Json;
import farm.sheaf.talk.Problem;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The script that makes a shell complete Sheaf's commands and options. */
@Command(
    name = "completion",
    description = "Print the completion script for a shell: source <(./sheaf completion bash).")
final class CompletionCommand extends Verb {
  @Parameters(arity = "0..1", paramLabel = "SHELL", description = "bash or zsh. Default: bash.")
  private String shell = "bash";

  CompletionCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    if (!List.of("bash", "zsh").contains(shell)) {
      throw Problem.usage("shell: \"%s\" is unknown; write bash or zsh".formatted(shell));
    }
    // The one script serves both: in zsh it loads bashcompinit by itself.
    CommandLine root = SheafCommand.line(context());
    String script = AutoComplete.bash("sheaf", root);
    result(Json.object().put("shell", shell).put("script", script), script.lines().toList());
    return ExitCode.DONE;
  }
}
