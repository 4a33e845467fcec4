package farm.sheaf.client.farm;

import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.local.home.Endpoints;
import farm.sheaf.local.home.FarmCredentials;
import farm.sheaf.local.home.FarmHome;
import farm.sheaf.local.home.RunningFarm;
import java.util.Map;
import java.util.Optional;

/** The farm of this machine, in the folder that {@code SHEAF_HOME} names. */
public record OneMachine(FarmHome home) implements Farms {
  @Override
  public Optional<Farm> running() {
    return doors().map(OneMachine::behind);
  }

  @Override
  public Optional<Doors> doors() {
    return RunningFarm.find(home).map(farm -> doors(farm.pid(), farm.endpoints()));
  }

  @Override
  public OwnFarm start(Start how) {
    throw new UnsupportedOperationException("start " + how);
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
    Map<String, String> environment = doors.environment();
    return new Farm(
        new LambdaServer(LambdaServer.client(environment), LambdaServer.NAME),
        new S3Objects(new AwsClients(environment).s3()),
        FarmResources.ONE_MACHINE.buckets());
  }
}
