package farm.sheaf.conformance.bench;

import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.Dynalite;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.aws.table.DynamoDbStores;
import farm.sheaf.conformance.Folders;
import farm.sheaf.conformance.runtime.FunctionPackage;
import farm.sheaf.conformance.runtime.FunctionProcess;
import farm.sheaf.conformance.runtime.FunctionProcess.Start;
import farm.sheaf.conformance.runtime.RuntimeApi.Moment;
import farm.sheaf.conformance.runtime.RuntimeApi.Outcome;
import farm.sheaf.conformance.runtime.RuntimeClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts {@code server} and an empty handler by turns on AWS's runtime interface client, with the
 * same flags, and prints the medians as README quotes them. The first call asks for the status of a
 * job that does not exist, which reads the table (dynalite, beside it).
 *
 * <p>Started on demand, what counts is the time from the process to the first answer. From a
 * snapshot, as the farm is deployed, it is the time from the restore to the first answer; the
 * restore itself only AWS can do, and is in neither figure.
 */
public final class ColdStart {
  private static final String STATUS = "{\"action\": \"status\", \"jobId\": \"nobody-0000000000\"}";

  private ColdStart() {}

  /** A handler, where its code lies, and how large its package is. */
  private record Candidate(String name, FunctionProcess.Setup setup, long bytes) {}

  /** The medians of a candidate. */
  private record Figures(long init, long total, long afterRestore) {}

  /**
   * Measures.
   *
   * @param arguments the number of rounds, or nothing for eleven
   */
  public static void main(String[] arguments) throws IOException {
    int rounds = arguments.length == 0 ? 11 : Integer.parseInt(arguments[0]);
    Path folder = Path.of("target", "coldstart").toAbsolutePath();
    Folders.empty(folder);
    try (Dynalite dynalite = Dynalite.start();
        AwsClients clients = new AwsClients(dynalite.environment())) {
      DynamoDbStores.ensureTable(clients.dynamoDb(), FarmResources.ONE_MACHINE.table());
      RuntimeClient runtime = RuntimeClient.unpack(folder.resolve("runtime"));
      List<Candidate> candidates = List.of(empty(folder), server(folder, dynalite.environment()));
      print(measure(runtime, candidates, rounds), rounds);
    }
  }

  private static Candidate empty(Path folder) throws IOException {
    String resource = EmptyHandler.class.getName().replace('.', '/') + ".class";
    Path target = folder.resolve("empty").resolve(resource);
    Files.createDirectories(target.getParent());
    try (var bytes = EmptyHandler.class.getResourceAsStream("/" + resource)) {
      Files.copy(java.util.Objects.requireNonNull(bytes), target);
    }
    FunctionProcess.Setup setup =
        new FunctionProcess.Setup(
            "empty", EmptyHandler.class.getName(), folder.resolve("empty"), Map.of(), folder);
    return new Candidate("an empty handler", setup, Files.size(target));
  }

  private static Candidate server(Path folder, Map<String, String> environment) throws IOException {
    FunctionPackage code = FunctionPackage.of("server");
    Path taskRoot = code.unpack(folder.resolve("server"));
    FunctionProcess.Setup setup =
        new FunctionProcess.Setup("server", code.handler(), taskRoot, environment, folder);
    return new Candidate("`server`", setup, Files.size(code.jar()));
  }

  private static Map<Candidate, Figures> measure(
      RuntimeClient runtime, List<Candidate> candidates, int rounds) throws IOException {
    Map<Candidate, List<Figures>> samples = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (Candidate candidate : candidates) {
        Figures figures = sample(runtime, candidate);
        // The first round fills the machine's file cache.
        if (round > 0) {
          samples.computeIfAbsent(candidate, _ -> new ArrayList<>()).add(figures);
        }
      }
    }
    Map<Candidate, Figures> medians = new LinkedHashMap<>();
    samples.forEach((candidate, all) -> medians.put(candidate, median(all)));
    return medians;
  }

  private static Figures sample(RuntimeClient runtime, Candidate candidate) throws IOException {
    Duration init;
    Duration total;
    try (FunctionProcess process =
        FunctionProcess.start(runtime, candidate.setup(), Start.ON_DEMAND)) {
      call(process);
      total = Moment.now().since(process.started());
      init = process.api().initialized().join().since(process.started());
    }
    try (FunctionProcess process =
        FunctionProcess.start(runtime, candidate.setup(), Start.SNAP_START)) {
      process.ready();
      Moment restored = Moment.now();
      call(process);
      return new Figures(
          init.toMillis(), total.toMillis(), Moment.now().since(restored).toMillis());
    }
  }

  private static void call(FunctionProcess process) throws IOException {
    switch (process.api().invoke(STATUS)) {
      case Outcome.Answered(String payload) when !payload.contains("500") -> {}
      case Outcome.Answered(String payload) -> throw new IOException(payload + process.log());
      case Outcome.Failed(String error) -> throw new IOException(error + process.log());
    }
  }

  private static Figures median(List<Figures> all) {
    return new Figures(
        middle(all.stream().map(Figures::init).sorted().toList()),
        middle(all.stream().map(Figures::total).sorted().toList()),
        middle(all.stream().map(Figures::afterRestore).sorted().toList()));
  }

  private static long middle(List<Long> sorted) {
    return sorted.get(sorted.size() / 2);
  }

  private static void print(Map<Candidate, Figures> medians, int rounds) {
    System.out.printf("Medians of %d rounds by turns, Java %s%n%n", rounds, Runtime.version());
    System.out.println(
        "| function | package | init | init and first call | first call after a restore |");
    System.out.println("|---|---|---|---|---|");
    medians.forEach(
        (candidate, of) ->
            System.out.printf(
                "| %s | %.1f MB | %d ms | %d ms | %d ms |%n",
                candidate.name(),
                candidate.bytes() / 1e6,
                of.init(),
                of.total(),
                of.afterRestore()));
    List<Figures> both = List.copyOf(medians.values());
    System.out.printf(
        "| ratio | | %.2f | %.2f | %.2f |%n",
        ratio(both.get(1).init(), both.get(0).init()),
        ratio(both.get(1).total(), both.get(0).total()),
        ratio(both.get(1).afterRestore(), both.get(0).afterRestore()));
  }

  private static double ratio(long of, long to) {
    return (double) of / Math.max(1, to);
  }
}
