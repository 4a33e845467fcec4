package farm.sheaf.deploy;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.Telling.Doing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** ECR, where the workers' image lies. */
record ImageRegistry(AwsAccess access) {
  /** What a container engine signs in with; good for 12 hours. */
  record Login(String user, String password) {}

  /** The digest of a tag, if it is there. */
  Optional<String> digest(String repository, String tag) {
    try (EcrClient ecr = client()) {
      return access
          .telling()
          .telling(
              new Doing("looking for the image " + tag, "ecr:DescribeImages"),
              () -> {
                try {
                  return ecr
                      .describeImages(
                          request ->
                              request
                                  .repositoryName(repository)
                                  .imageIds(ImageIdentifier.builder().imageTag(tag).build()))
                      .imageDetails()
                      .stream()
                      .map(ImageDetail::imageDigest)
                      .findFirst();
                } catch (ImageNotFoundException | RepositoryNotFoundException e) {
                  return Optional.empty();
                }
              });
    }
  }

  Login login() {
    try (EcrClient ecr = client()) {
      String token =
          access
              .telling()
              .telling(
                  new Doing("signing in to the image registry", "ecr:GetAuthorizationToken"),
                  () -> ecr.getAuthorizationToken())
              .authorizationData()
              .getFirst()
              .authorizationToken();
      String[] parts =
          new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8).split(":", 2);
      return new Login(parts[0], parts[1]);
    }
  }

  private EcrClient client() {
    return access.configured(EcrClient.builder(), "ECR").build();
  }
}
