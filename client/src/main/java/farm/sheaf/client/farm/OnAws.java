package farm.sheaf.client.farm;

import farm.sheaf.aws.AwsClients;
import farm.sheaf.aws.FarmResources;
import farm.sheaf.client.talk.Problem;
import java.util.Map;
import java.util.Optional;

/**
 * A farm in an AWS account, found by AWS's own environment (region, profile, credentials). Its
 * names carry the stage, so the environment gives them: {@code SHEAF_SERVER_FUNCTION} and what
 * {@link FarmResources} reads.
 */
public record OnAws(Map<String, String> environment) implements Farms {
  @Override
  public Optional<Farm> running() {
    String function = environment.getOrDefault("SHEAF_SERVER_FUNCTION", LambdaServer.NAME);
    return Optional.of(
        AwsProblem.telling(
            "reading AWS's settings",
            () ->
                new Farm(
                    new LambdaServer(LambdaServer.client(environment), function),
                    new S3Objects(new AwsClients(environment).s3()),
                    FarmResources.fromEnvironment(environment).buckets())));
  }

  @Override
  public OwnFarm start(Start how) {
    throw Problem.usage(
        "SHEAF_FARM is aws, and a farm on AWS is not started from here.\n"
            + "For one on this machine: unset SHEAF_FARM");
  }

  @Override
  public Optional<Doors> doors() {
    return Optional.empty();
  }
}
