package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.client.job.JobTableText;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The farm's jobs, the newest first. */
@Command(name = "list", description = "The farm's jobs, the newest first.")
final class ListCommand extends Verb {
  @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: 50.")
  private int limit = 50;

  @Option(
      names = "--after",
      paramLabel = "MARK",
      description = "Go on after this mark; the page before named it.")
  private Optional<String> after = Optional.empty();

  ListCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    if (limit < 1) {
      throw Problem.usage("limit: %d; it must be 1 or more".formatted(limit));
    }
    ObjectNode list = jobs().list(limit, after);
    result(list, JobTableText.lines(list));
    if (list.has("unreadable")) {
      talk()
          .say(
              "Not shown, written by a newer version of Sheaf or damaged; use that version for"
                  + " them: "
                  + unreadable(list));
    }
    if (list.hasNonNull("next")) {
      talk().say("More: ./sheaf list --after " + list.path("next").asText());
    }
    return ExitCode.DONE;
  }

  private static String unreadable(ObjectNode list) {
    List<String> ids = new ArrayList<>();
    list.path("unreadable").forEach(id -> ids.add(id.asText()));
    return String.join(", ", ids);
  }
}
