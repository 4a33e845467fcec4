package farm.sheaf.conformance.bench;

import farm.sheaf.aws.FarmResources;
import farm.sheaf.conformance.Folders;
import farm.sheaf.conformance.farm.EmbeddedServers;
import farm.sheaf.conformance.farm.FarmParts;
import farm.sheaf.conformance.farm.FarmUser;
import farm.sheaf.conformance.farm.Pace;
import farm.sheaf.conformance.farm.Role;
import farm.sheaf.conformance.farm.ServedFarm;
import farm.sheaf.core.job.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs one job through a farm as it is deployed (packaged functions on the runtime interface
 * client, the DynamoDB store, workers that draw frames of some seconds), counts every request, and
 * prints what a million frames would cost at us-east-1 list prices, as docs/operations/cost.md
 * quotes it.
 *
 * <p>What no server here can tell stands as a number below, with its reason. A write counts as one
 * unit: pages of frames and of times stay below a kilobyte, and the job's own item, of two or
 * three, is written a few times a job.
 */
public final class CostPerFrame {
  /** How often somebody looks how far the job is. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  /**
   * Dollars a million: S3's PUT and LIST, its GET and HEAD, SQS, DynamoDB's units, Lambda's calls.
   */
  private static final double PUT = 5.00;

  private static final double GET = 0.40;
  private static final double QUEUE = 0.40;
  private static final double WRITE = 0.625;
  private static final double READ = 0.125;
  private static final double CALL = 0.20;

  /** Dollars a GB-second on arm64. */
  private static final double GB_SECOND = 0.0000133334;

  /**
   * A call's length on Lambda is not known here; warm ones take a few milliseconds on this farm.
   */
  private static final double SECONDS_A_CALL = 0.05;

  private static final double GB = 0.5;

  /**
   * The lease is 2 minutes when deployed, with a heartbeat each quarter of it; here it is shorter.
   */
  private static final double SECONDS_A_HEARTBEAT = 30.0;

  /**
   * What is counted elsewhere: the sweep belongs to a farm that rests, marks are read by
   * heartbeats.
   */
  private static final List<String> ELSEWHERE = List.of("/index/active-jobs", "/canceled");

  private CostPerFrame() {}

  /** A line of the bill: how many a frame, and dollars a million frames. */
  private record Item(double each, double dollars) {
    Item plus(Item other) {
      return new Item(each + other.each, dollars + other.dollars);
    }
  }

  /** What is rendered, and by how many. */
  private record Load(int frames, int workers, Duration frame) {
    static Load of(String text) {
      String[] numbers = text.split(",", -1);
      return new Load(
          Integer.parseInt(numbers[0]),
          Integer.parseInt(numbers[1]),
          Duration.ofSeconds(Integer.parseInt(numbers[2])));
    }
  }

  /**
   * Measures.
   *
   * @param arguments frames, workers and seconds a frame, such as {@code 240,2,1}
   */
  public static void main(String[] arguments) throws IOException {
    Load load = Load.of(arguments[0]);
    Path folder = Path.of("target", "cost").toAbsolutePath();
    Folders.empty(folder);
    FarmResources names = FarmParts.freshNames();
    try (EmbeddedServers servers = EmbeddedServers.start(names, folder.resolve("servers"));
        ServedFarm farm = ServedFarm.start(servers, names, folder, Pace.DEPLOYED)) {
      farm.tellOfObjects();
      FarmUser user = farm.user();
      user.upload("cost.blend", 1, load.frames());
      String job = user.submit("cost.blend", "");
      for (int worker = 0; worker < load.workers(); worker++) {
        farm.startWorker(Pool.CPU, load.frame());
      }
      user.patient(load.frame().multipliedBy(load.frames()), LOOK).ended(job, "completed");
    }
    print(bill(folder, load), load);
    // The embedded queue's server lives as long as its JVM.
    System.exit(0);
  }

  private static Map<String, Item> bill(Path folder, Load load) throws IOException {
    int frames = load.frames();
    Map<String, Item> bill = new TreeMap<>();
    for (Role role : Role.values()) {
      for (String line : lines(ServedFarm.requestLog(folder, role))) {
        if (ELSEWHERE.stream().noneMatch(line::endsWith)) {
          add(bill, of(line, role), frames);
        }
      }
      for (String line : lines(ServedFarm.pollLog(folder, role))) {
        if (line.contains("Delete")) {
          // A call of a function: one receive that found something, the call, one delete.
          add(bill, Map.entry("Lambda's polling: receive and delete", 2 * QUEUE), frames);
          add(
              bill,
              Map.entry("Lambda: calls", CALL + 1e6 * SECONDS_A_CALL * GB * GB_SECOND),
              frames);
        }
      }
    }
    bill.put("S3's events to the queue", new Item(1, QUEUE));
    double heartbeats = load.frame().toSeconds() / SECONDS_A_HEARTBEAT;
    bill.put(
        "heartbeats: SQS, and S3 for a mark", new Item(2 * heartbeats, heartbeats * (QUEUE + GET)));
    return bill;
  }

  /** The line of the bill that a request belongs to, and dollars a million of them. */
  private static Map.Entry<String, Double> of(String line, Role role) {
    String operation = line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1));
    return switch (operation) {
      case "S3 PutObject" -> Map.entry("S3: PUT by " + role.word(), PUT);
      case "S3 ListObjectsV2" -> Map.entry("S3: LIST", PUT);
      case "S3 GetObject", "S3 HeadObject" -> Map.entry("S3: GET and HEAD", GET);
      case "S3 DeleteObjects", "Sqs ChangeMessageVisibility" -> Map.entry("", 0.0);
      default -> {
        if (operation.startsWith("Sqs")) {
          yield Map.entry("SQS: " + operation.substring(4) + " by " + role.word(), QUEUE);
        }
        boolean read = operation.contains("Get") || operation.contains("Query");
        yield Map.entry(read ? "DynamoDB: reads" : "DynamoDB: writes", read ? READ : WRITE);
      }
    };
  }

  private static void add(Map<String, Item> bill, Map.Entry<String, Double> what, int frames) {
    if (!what.getKey().isEmpty()) {
      Item one = new Item(1.0 / frames, what.getValue() / frames);
      bill.merge(what.getKey(), one, Item::plus);
    }
  }

  private static List<String> lines(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.flatMap(CostPerFrame::linesOf).toList();
    }
  }

  private static Stream<String> linesOf(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void print(Map<String, Item> bill, Load load) {
    System.out.printf(
        "%d frames of %d s by %d workers%n%n",
        load.frames(), load.frame().toSeconds(), load.workers());
    System.out.println("| what | per frame | dollars per million frames |");
    System.out.println("|---|---|---|");
    bill.forEach(
        (what, item) ->
            System.out.printf("| %s | %.2f | %.2f |%n", what, item.each(), item.dollars()));
    double dollars = bill.values().stream().mapToDouble(Item::dollars).sum();
    System.out.printf("| **in all** | | **%.2f** |%n", dollars);
  }
}
