package farm.sheaf.client.farm;

import farm.sheaf.client.talk.Problem;
import java.util.Map;
import java.util.Optional;

/**
 * A farm in an AWS account, found by AWS's own environment (region, profile, credentials). Its
 * names carry the stage, so the environment gives them: {@code SHEAF_SERVER_FUNCTION}, {@code
 * SHEAF_RENDER_FILES_BUCKET}, {@code SHEAF_PNG_FILES_BUCKET}, {@code SHEAF_WORKER_LOGGING_BUCKET}.
 */
public record OnAws(Map<String, String> environment) implements Farms {
  @Override
  public Optional<Farm> running() {
    AwsClients clients = AwsProblem.telling("reading AWS's settings", AwsClients::ofEnvironment);
    Buckets buckets =
        new Buckets(
            named("SHEAF_RENDER_FILES_BUCKET", Buckets.PLAIN.renderFiles()),
            named("SHEAF_PNG_FILES_BUCKET", Buckets.PLAIN.pngFiles()),
            named("SHEAF_WORKER_LOGGING_BUCKET", Buckets.PLAIN.workerLogging()));
    String function = named("SHEAF_SERVER_FUNCTION", "server");
    return Optional.of(
        new Farm(
            new LambdaServer(clients.lambda(), function), new S3Objects(clients.s3()), buckets));
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

  private String named(String variable, String usual) {
    String value = environment.getOrDefault(variable, "");
    return value.isBlank() ? usual : value;
  }
}
