package farm.sheaf.client.command;

import farm.sheaf.talk.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The word before all commands. */
@Command(
    name = "sheaf",
    description = "A render farm for Blender, on this machine or on AWS.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Start with: ./sheaf render scene.blend",
      "Each command explains itself: ./sheaf render --help",
      "Exit codes: 0 done, 1 failed, 2 usage, 3 the job failed, 4 not allowed, 130 interrupted."
    })
public final class SheafCommand implements Callable<Integer> {
  /** The name of the options that say which farm is meant. */
  static final String FARM = "farm";

  @Spec private @Nullable CommandSpec spec;

  private SheafCommand() {}

  /** The whole command line, ready to be executed. */
  public static CommandLine line(Context context) {
    CommandLine line = new CommandLine(new SheafCommand());
    line.getCommandSpec().addOption(help());
    line.addMixin(FARM, new FarmOptions());
    for (Verb verb : verbs(context)) {
      line.addSubcommand(verb);
    }
    line.setExecutionExceptionHandler(new Complaints(context));
    line.setParameterExceptionHandler(new Complaints(context));
    line.setUsageHelpAutoWidth(false);
    return line;
  }

  /** Of all commands; picocli acts on it by itself, so nobody reads its value. */
  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .type(boolean.class)
        .usageHelp(true)
        .scopeType(ScopeType.INHERIT)
        .description("Say how it is used.")
        .build();
  }

  private static List<Verb> verbs(Context context) {
    return List.of(
        new RenderCommand(context),
        new UpCommand(context),
        new EnvCommand(context),
        new SubmitCommand(context),
        new StatusCommand(context),
        new WatchCommand(context),
        new ListCommand(context),
        new CancelCommand(context),
        new RequeueCommand(context),
        new LogsCommand(context),
        new DownloadCommand(context),
        new AnalyzeCommand(context),
        new DeleteCommand(context),
        new DeployCommand(context),
        new RemoveCommand(context),
        new InstallCommand(context),
        new DoctorCommand(context),
        new ScalingLogCommand(context),
        new CompletionCommand(context),
        new VersionCommand(context),
        new RehearseCommand(context));
  }

  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getErr());
    }
    return ExitCode.USAGE.number();
  }
}
