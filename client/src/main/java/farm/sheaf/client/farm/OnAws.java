package farm.sheaf.client.farm;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.FarmSettings;
import farm.sheaf.account.FindStage;
import farm.sheaf.account.Stage;
import farm.sheaf.account.Telling;
import farm.sheaf.talk.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The farms in AWS accounts: a stage, a region and a profile say which. */
public record OnAws(Stage stage, Map<String, String> environment) implements Farms {
  public OnAws {
    environment = Map.copyOf(environment);
  }

  @Override
  public Optional<Farm> running() {
    AwsAccess access = AwsAccess.of(environment);
    FarmSettings settings = new FindStage(access).settings(stage);
    Telling telling = access.telling();
    return Optional.of(
        new Farm(
            LambdaServer.at(access, settings.server(), telling),
            new S3Objects(access.clients().s3(), telling),
            settings.resources(stage).buckets()));
  }

  @Override
  public OwnFarm start(Start how) {
    throw notStartedHere(stage);
  }

  /** The problem of who would start a farm that is always there. */
  public static Problem notStartedHere(Stage stage) {
    return Problem.usage(
        "A farm on AWS runs by itself: ./sheaf deploy --stage %s makes it, ./sheaf submit --stage %1$s sends it work.\nFor a farm on this machine leave out --stage (and unset SHEAF_STAGE)."
            .formatted(stage));
  }

  /** The farm's names, with region and profile: enough for a worker on any machine. */
  @Override
  public Optional<Map<String, String>> variables() {
    AwsAccess access = AwsAccess.of(environment);
    Map<String, String> all = new TreeMap<>(new FindStage(access).settings(stage).environment());
    all.put("AWS_REGION", access.region());
    all.put(Stage.VARIABLE, stage.name());
    access.profile().ifPresent(name -> all.put("AWS_PROFILE", name));
    return Optional.of(all);
  }

  @Override
  public Optional<Doors> doors() {
    return Optional.empty();
  }
}
