package farm.sheaf.conformance.farm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.conformance.runtime.FunctionPackage;
import farm.sheaf.conformance.runtime.FunctionProcess;
import farm.sheaf.conformance.runtime.RuntimeApi.Outcome;
import farm.sheaf.conformance.runtime.RuntimeClient;
import farm.sheaf.core.job.Pool;
import farm.sheaf.local.function.LocalFunction;
import farm.sheaf.local.trigger.QueueTrigger;
import farm.sheaf.local.trigger.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A farm on some servers: its packaged functions on the runtime interface client, its queues and
 * clock calling them as Lambda would, and workers. Each role has a process and an environment of
 * its own, and the requests it makes are noted in a folder of its own.
 */
public final class ServedFarm implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Map<Role, FunctionProcess> functions = new EnumMap<>(Role.class);
  private final Servers servers;
  private final AwsClients clients;
  private final FarmParts parts;
  private final Path folder;
  private final Pace pace;

  private ServedFarm(Servers servers, FarmResources names, Path folder, Pace pace) {
    this.servers = servers;
    this.pace = pace;
    this.clients = new AwsClients(servers.environment());
    this.parts = FarmParts.make(clients, names);
    this.folder = folder;
  }

  /** Starts all but workers. */
  public static ServedFarm start(Servers servers, FarmResources names, Path folder, Pace pace)
      throws IOException {
    ServedFarm farm = new ServedFarm(servers, names, folder, pace);
    boolean started = false;
    try {
      farm.start();
      started = true;
      return farm;
    } finally {
      if (!started) {
        farm.close();
      }
    }
  }

  private void start() throws IOException {
    RuntimeClient runtime = RuntimeClient.unpack(folder.resolve("runtime"));
    for (Role role : new Role[] {Role.SERVER, Role.WATCHER, Role.LOGGER}) {
      FunctionProcess.Setup setup =
          FunctionProcess.Setup.of(
              FunctionPackage.of(role.word()), environment(role), folder(role));
      FunctionProcess process =
          FunctionProcess.start(runtime, setup, FunctionProcess.Start.SNAP_START);
      opened.push(process);
      functions.put(role, process);
    }
    for (FunctionProcess process : functions.values()) {
      process.ready();
    }
    FarmResources.Queues queues = parts.names().queues();
    call(Role.WATCHER, queues.frameEvents(), pace.frameEvents());
    call(Role.WATCHER, queues.dead().jobs(), pace.deadLetters());
    call(Role.LOGGER, queues.logging(), pace.logging());
    opened.push(Schedule.start(function(Role.WATCHER), pace.sweepEvery(), InstantSource.system()));
  }

  /** Has a queue call a function, with that function's permissions, as Lambda does. */
  private void call(Role role, String queue, QueueTrigger.Batching batching) throws IOException {
    AwsClients asRole = new AwsClients(environment(pollLog(folder, role)));
    opened.push(asRole);
    QueueTrigger.Source source = new QueueTrigger.Source(parts.url(queue), parts.arn(queue));
    opened.push(QueueTrigger.start(asRole.sqs(), source, function(role), batching));
  }

  private LocalFunction function(Role role) {
    RequestStreamHandler remote =
        (input, output, _) -> {
          switch (process(role).api().invoke(new String(input.readAllBytes(), UTF_8))) {
            case Outcome.Answered(String payload) -> output.write(payload.getBytes(UTF_8));
            case Outcome.Failed(String error) -> throw new IOException(error);
          }
        };
    return new LocalFunction(role.word(), remote, Duration.ofSeconds(5), InstantSource.system());
  }

  private Map<String, String> environment(Role role) throws IOException {
    return environment(requestLog(folder, role));
  }

  private Map<String, String> environment(Path log) throws IOException {
    Map<String, String> all = new LinkedHashMap<>(servers.environment());
    all.putAll(parts.names().toEnvironment());
    all.put("SHEAF_SWEEP_AFTER", pace.sweepAfter().toString());
    all.put("SHEAF_REQUEST_LOG", Files.createDirectories(log).toString());
    return all;
  }

  /** Where the requests of a role's program are noted, below a farm's folder. */
  public static Path requestLog(Path folder, Role role) {
    return folder.resolve(role.word()).resolve("requests");
  }

  /** Where the requests are noted that Lambda makes for a function to fetch its messages. */
  public static Path pollLog(Path folder, Role role) {
    return folder.resolve(role.word()).resolve("poll-requests");
  }

  private Path folder(Role role) throws IOException {
    return Files.createDirectories(folder.resolve(role.word()));
  }

  /** Has S3 tell of its objects. */
  public Servers.News tellOfObjects() {
    return servers.tellOfObjects(parts, clients);
  }

  public FunctionProcess process(Role role) {
    FunctionProcess process = functions.get(role);
    if (process == null) {
      throw new IllegalArgumentException(role + " is no function");
    }
    return process;
  }

  /** Starts a worker; it ends with the farm at the latest. */
  public WorkerRun startWorker(Pool pool, Duration frame) throws IOException {
    WorkerRun worker =
        WorkerRun.start(
            new WorkerRun.Setup(pool, frame, environment(Role.WORKER), folder(Role.WORKER)));
    opened.push(worker);
    return worker;
  }

  /** An artist with the rights of the farm's owner. */
  public FarmUser user() {
    return new FarmUser(function(Role.SERVER), clients, parts);
  }

  /** Stops it and removes its parts; the servers stay. */
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      close(opened.pop());
    }
    parts.remove();
    clients.close();
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a part of the farm does not stop", e);
    }
  }
}
