package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import farm.sheaf.account.Stage;
import farm.sheaf.client.farm.Farm;
import farm.sheaf.client.farm.Farms;
import farm.sheaf.client.job.JobDocument;
import farm.sheaf.client.job.Jobs;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import farm.sheaf.talk.Talk;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One command: it does its work and prints its result, as text or as one JSON document. */
abstract class Verb implements Callable<Integer> {
  private final Context context;

  @Option(
      names = "--json",
      description = "Print one JSON document on stdout; talk stays on stderr.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  Verb(Context context) {
    this.context = context;
  }

  abstract ExitCode run();

  @Override
  public final Integer call() {
    return run().number();
  }

  final Context context() {
    return context;
  }

  final Talk talk() {
    return context.talk();
  }

  /** The environment with the words of the command line over it. */
  final Map<String, String> environment() {
    return options().over(context.machine().environment());
  }

  /** The farms that are meant: this machine's, or those of an account. */
  final Farms farms() {
    Map<String, String> all = environment();
    if (Stage.named(all).isEmpty()) {
      options()
          .awsWord()
          .ifPresent(
              word -> {
                throw Problem.usage(
                    "Which farm? %s is for farms on AWS; add --stage prod, or your stage's name."
                        .formatted(word));
              });
    }
    return context.farms().apply(all);
  }

  /** The farm that runs, or the problem that none does. */
  final Farm farm() {
    return farms()
        .running()
        .orElseThrow(
            () ->
                Problem.failed(
                    "No farm runs on this machine.\n"
                        + "Start one with ./sheaf up, or render at once with ./sheaf render"
                        + " FILE. For a farm on AWS: --stage STAGE"));
  }

  final Jobs jobs() {
    return new Jobs(farm().server());
  }

  /** The stage that is meant, by whoever deploys or removes a farm on AWS. */
  final Stage stage() {
    return Stage.named(environment()).orElse(Stage.USUAL);
  }

  private FarmOptions options() {
    CommandSpec root = Objects.requireNonNull(spec, "picocli sets it").root();
    CommandSpec farm =
        Objects.requireNonNull(root.mixins().get(SheafCommand.FARM), SheafCommand.FARM);
    return (FarmOptions) farm.userObject();
  }

  /** Prints the result: the document for programs, or the lines for people. */
  final void result(JsonNode document, List<String> lines) {
    if (json) {
      talk().json(document);
    } else {
      lines.forEach(talk()::data);
    }
  }

  /** A line of data that comes before the result; with {@code --json} the document stands alone. */
  final void line(String line) {
    if (!json) {
      talk().data(line);
    }
  }

  /** A line for people that stands beside the result. */
  final void remark(JobDocument job) {
    if (!json && !job.message().isEmpty()) {
      talk().say(job.message());
    }
  }
}
