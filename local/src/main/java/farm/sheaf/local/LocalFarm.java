package farm.sheaf.local;

import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.core.port.Stores;
import farm.sheaf.local.home.Endpoints;
import farm.sheaf.local.home.FarmCredentials;
import farm.sheaf.local.home.FarmHome;
import farm.sheaf.local.home.HomeLock;
import farm.sheaf.local.home.RunningFarm;
import farm.sheaf.local.http.HttpFront;
import farm.sheaf.local.s3.S3EventQueue;
import farm.sheaf.local.worker.WorkerProcess;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * A farm in this JVM, its workers beside it: the very functions and adapters of the farm on AWS,
 * against embedded servers that speak AWS's protocols.
 *
 * <p>Starting it takes about as long as its slowest server, because they start side by side.
 */
public final class LocalFarm implements AutoCloseable {
  /** What the embedded servers call their region. */
  public static final String REGION = "us-east-1";

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final List<WorkerProcess> workers = new ArrayList<>();
  private final FarmHome home;
  private final FarmOptions options;
  private final InstantSource clock = InstantSource.system();

  private LocalFarm(FarmHome home, FarmOptions options) {
    this.home = home;
    this.options = options;
  }

  /** A farm that runs, with the way to reach it. */
  public record Started(LocalFarm farm, RunningFarm running, FarmCredentials credentials)
      implements AutoCloseable {
    /** The variables by which workers, AWS CLI and SDKs find the farm. */
    public Map<String, String> environment() {
      return FarmEnvironment.of(running.endpoints(), credentials);
    }

    /** The workers, those that refuse to serve as well. */
    public List<WorkerProcess> workers() {
      return List.copyOf(farm.workers);
    }

    @Override
    public void close() {
      farm.close();
    }
  }

  /**
   * Starts a farm with all that the home remembers.
   *
   * @throws farm.sheaf.local.home.HomeInUseException when one runs in this home already
   * @throws FarmStartException when it cannot start otherwise, such as for a port that is taken
   */
  public static Started start(FarmHome home, FarmOptions options) {
    LocalFarm farm = new LocalFarm(home, options);
    boolean started = false;
    try {
      Started result = farm.start();
      started = true;
      return result;
    } catch (IOException e) {
      throw new FarmStartException(
          "the farm in %s does not start: %s".formatted(home.folder(), e.getMessage()), e);
    } finally {
      if (!started) {
        farm.close();
      }
    }
  }

  private Started start() throws IOException {
    Instant now = clock.instant();
    opened.push(HomeLock.acquire(home));
    RunningFarm.withdraw(home);
    FarmLog.writeTo(home.logs().resolve("farm.log"));
    FarmCredentials credentials = FarmCredentials.of(home);
    S3EventQueue events = new S3EventQueue(REGION);
    Servers servers = Servers.start(home, credentials, options, events);
    opened.push(servers);
    Stores stores = servers.stores();
    Endpoints wired = new Endpoints(servers.s3(), servers.sqs(), servers.sqs());
    AwsClients clients = new AwsClients(FarmEnvironment.of(wired, credentials));
    opened.push(clients);
    Functions functions =
        Functions.wire(clients, FarmResources.ONE_MACHINE, stores, options.tempo(), clock);
    opened.push(functions);
    opened.push(events);
    events.startSending(clients.sqs(), functions.frameEventsUrl());
    HttpFront front =
        FarmPorts.start(
            options.ports().http(),
            port -> HttpFront.start(port, functions.all(), functions.jobs(stores.jobs())));
    opened.push(front);
    functions.startTriggers();
    Endpoints endpoints = new Endpoints(servers.s3(), servers.sqs(), front.endpoint());
    startWorkers(FarmEnvironment.of(endpoints, credentials));
    RunningFarm running = new RunningFarm(ProcessHandle.current().pid(), now, endpoints);
    running.announce(home);
    return new Started(this, running, credentials);
  }

  private void startWorkers(Map<String, String> environment) {
    for (int number = 1; number <= options.workers().count(); number++) {
      WorkerSetup setup = new WorkerSetup(options, home, environment);
      workers.add(WorkerProcess.start(setup.launch(number), number, setup.patience()));
    }
  }

  /** Lets the workers hand back what they have, then stops the servers; jobs stay. */
  @Override
  public void close() {
    workers.forEach(WorkerProcess::signal);
    workers.forEach(WorkerProcess::close);
    if (!opened.isEmpty()) {
      RunningFarm.withdraw(home);
    }
    while (!opened.isEmpty()) {
      close(opened.pop());
    }
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
