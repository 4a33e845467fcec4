package farm.sheaf.client.farm;

import farm.sheaf.local.home.Endpoints;
import farm.sheaf.local.home.FarmCredentials;
import farm.sheaf.local.home.FarmHome;
import farm.sheaf.local.home.RunningFarm;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** The farm of this machine, in the folder that {@code SHEAF_HOME} names. */
public record OneMachine(FarmHome home) implements Farms {
  private static final String SERVER = "server";

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
    AwsClients clients =
        AwsClients.at(
            doors.ends().s3(),
            doors.ends().http(),
            AwsBasicCredentials.create(doors.key().id(), doors.key().secret()));
    return new Farm(
        new LambdaServer(clients.lambda(), SERVER), new S3Objects(clients.s3()), Buckets.PLAIN);
  }
}
