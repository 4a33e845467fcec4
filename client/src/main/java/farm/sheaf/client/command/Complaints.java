package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.job.RefusedException;
import farm.sheaf.json.Spelling;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Json;
import farm.sheaf.talk.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into prose, or into the error document that {@code --json} promises. */
record Complaints(Context context)
    implements IExecutionExceptionHandler, IParameterExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult words) {
    context.interruption().holdIfHappened();
    boolean json = words.originalArgs().contains("--json");
    return switch (e) {
      case Problem problem -> complain(problem.exit(), problem.said(), json);
      case RefusedException refused ->
          complain(ExitCode.USAGE, String.valueOf(refused.getMessage()), json);
      default -> complain(ExitCode.FAILED, unforeseen(e), json);
    };
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    String message =
        e instanceof UnmatchedArgumentException unmatched
            ? unknown(unmatched)
            : String.valueOf(e.getMessage());
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    return complain(
        ExitCode.USAGE,
        "%s\nSee: ./%s --help".formatted(message, command),
        Arrays.asList(args).contains("--json"));
  }

  private static String unknown(UnmatchedArgumentException e) {
    CommandLine command = e.getCommandLine();
    String word = e.getUnmatched().getFirst().replaceFirst("=.*", "");
    boolean option = word.startsWith("-");
    Set<String> known =
        option ? command.getCommandSpec().optionsMap().keySet() : command.getSubcommands().keySet();
    String kind = option ? "option" : command.getParent() == null ? "command" : "place for";
    List<String> near = Spelling.near(word, known);
    return "There is no %s \"%s\".".formatted(kind, word)
        + (near.isEmpty() ? "" : "\nDid you mean %s?".formatted(String.join(" or ", near)));
  }

  private int complain(ExitCode exit, String message, boolean json) {
    context.talk().say(context.talk().style().red("sheaf:") + " " + message);
    if (json) {
      ObjectNode document = Json.object();
      document.putObject("error").put("message", message).put("exitCode", exit.number());
      context.talk().json(document);
    }
    return exit.number();
  }

  private String unforeseen(Exception e) {
    String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    if (!context.machine().environment().containsKey("SHEAF_DEBUG")) {
      return "This should not have happened: %s\nWith SHEAF_DEBUG=1 the same command tells more."
          .formatted(said);
    }
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace, true));
    return "This should not have happened: %s\n%s".formatted(said, trace);
  }
}
