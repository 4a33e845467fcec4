package farm.sheaf.client.farm;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.Telling;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.local.FarmOptions;
import farm.sheaf.local.FarmOptions.Workers;
import farm.sheaf.local.FarmPorts;
import farm.sheaf.local.FarmStartException;
import farm.sheaf.local.LocalFarm;
import farm.sheaf.local.home.Endpoints;
import farm.sheaf.local.home.FarmCredentials;
import farm.sheaf.local.home.FarmHome;
import farm.sheaf.local.home.HomeInUseException;
import farm.sheaf.local.home.RunningFarm;
import farm.sheaf.local.worker.WorkerProcess;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The farm of this machine, in the folder that {@code SHEAF_HOME} names. */
public record OneMachine(FarmHome home) implements Farms {
  /** A worker drains between two looks into its queue, and who stops a farm waits for that. */
  private static final List<String> SHORT_LOOKS = List.of("--poll", "1s");

  @Override
  public Optional<Farm> running() {
    return doors().map(OneMachine::behind);
  }

  @Override
  public Optional<Doors> doors() {
    return RunningFarm.find(home).map(farm -> doors(farm.pid(), farm.endpoints()));
  }

  @Override
  public Optional<Map<String, String>> variables() {
    return doors().map(Doors::environment);
  }

  @Override
  public OwnFarm start(Start how) {
    try {
      return new Own(LocalFarm.start(home, options(how)));
    } catch (HomeInUseException | FarmStartException e) {
      throw new Problem(ExitCode.FAILED, sentence(e), e);
    }
  }

  private static FarmOptions options(Start how) {
    FarmOptions usual = FarmOptions.USUAL;
    Workers workers =
        new Workers(
            how.workers(),
            usual.workers().mainClass(),
            usual.workers().jvmFlags(),
            SHORT_LOOKS,
            how.grace());
    FarmPorts ports =
        how.port().isEmpty()
            ? usual.ports()
            : new FarmPorts(
                usual.ports().s3(),
                usual.ports().sqs(),
                new FarmPorts.Choice.Exactly(how.port().getAsInt()));
    return usual.with(workers).with(ports);
  }

  private static String sentence(RuntimeException e) {
    String said = String.valueOf(e.getMessage());
    return Character.toUpperCase(said.charAt(0)) + said.substring(1) + ".";
  }

  /** A farm in this JVM. */
  private final class Own implements OwnFarm {
    private final LocalFarm.Started started;

    Own(LocalFarm.Started started) {
      this.started = started;
    }

    @Override
    public Farm farm() {
      return behind(doors());
    }

    @Override
    public Doors doors() {
      return OneMachine.this.doors(started.running().pid(), started.running().endpoints());
    }

    @Override
    public boolean hasWorkers() {
      return started.workers().stream().anyMatch(WorkerProcess::isLookedAfter);
    }

    @Override
    public void close() {
      started.close();
    }
  }

  private Doors doors(long pid, Endpoints ends) {
    FarmCredentials key = FarmCredentials.of(home);
    return new Doors(
        home.folder(),
        pid,
        new Doors.Ends(ends.s3(), ends.sqs(), ends.http()),
        new Doors.Key(key.accessKey(), key.secretKey()));
  }

  private static Farm behind(Doors doors) {
    AwsAccess access = AwsAccess.of(doors.environment());
    Telling telling = new MachineTelling();
    return new Farm(
        LambdaServer.at(access, LambdaServer.NAME, telling),
        new S3Objects(access.clients().s3(), telling),
        FarmResources.ONE_MACHINE.buckets());
  }
}
