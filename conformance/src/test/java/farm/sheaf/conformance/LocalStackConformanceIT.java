package farm.sheaf.conformance;

import farm.sheaf.aws.FarmResources;
import farm.sheaf.conformance.farm.GivenServers;
import farm.sheaf.conformance.farm.Servers;
import farm.sheaf.conformance.selection.ContainerEngine;
import farm.sheaf.conformance.selection.Decision;
import farm.sheaf.conformance.selection.Target;
import farm.sheaf.conformance.selection.Wishes;
import java.nio.file.Path;
import java.util.Map;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The suite against LocalStack in a container, where an engine and the image are there, or when
 * {@code SHEAF_CONFORMANCE} holds {@code localstack}. The image is {@code SHEAF_LOCALSTACK_IMAGE};
 * later ones than the usual ask for an account with their maker.
 */
class LocalStackConformanceIT extends FarmConformance {
  private static final String IMAGE =
      System.getenv().getOrDefault("SHEAF_LOCALSTACK_IMAGE", "localstack/localstack:4.12");

  LocalStackConformanceIT() {
    super(Target.LOCALSTACK);
  }

  @Override
  Decision decision() {
    return Wishes.of(System.getenv()).localStack(new ContainerEngine(), IMAGE);
  }

  @Override
  Servers servers(FarmResources names, Path folder) {
    DockerImageName image =
        DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("localstack/localstack");
    LocalStackContainer container =
        new LocalStackContainer(image).withServices("s3", "sqs", "dynamodb");
    container.start();
    return new GivenServers(
        Map.of(
            "AWS_ENDPOINT_URL", container.getEndpoint().toString(),
            "AWS_REGION", container.getRegion(),
            "AWS_ACCESS_KEY_ID", container.getAccessKey(),
            "AWS_SECRET_ACCESS_KEY", container.getSecretKey()),
        container::stop);
  }
}
