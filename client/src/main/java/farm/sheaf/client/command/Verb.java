package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import farm.sheaf.client.job.JobDocument;
import farm.sheaf.client.job.Jobs;
import farm.sheaf.client.talk.ExitCode;
import farm.sheaf.client.talk.Talk;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** One command: it does its work and prints its result, as text or as one JSON document. */
abstract class Verb implements Callable<Integer> {
  private final Context context;

  @Option(
      names = "--json",
      description = "Print one JSON document on stdout; talk stays on stderr.")
  private boolean json;

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

  final Jobs jobs() {
    return new Jobs(context.farm().server());
  }

  /** Prints the result: the document for programs, or the lines for people. */
  final void result(JsonNode document, List<String> lines) {
    if (json) {
      talk().json(document);
    } else {
      lines.forEach(talk()::data);
    }
  }

  /** A line for people that stands beside the result. */
  final void remark(JobDocument job) {
    if (!json && !job.message().isEmpty()) {
      talk().say(job.message());
    }
  }
}
