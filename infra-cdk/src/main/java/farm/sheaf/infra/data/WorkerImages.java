package farm.sheaf.infra.data;

import farm.sheaf.infra.naming.FarmNames;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecr.LifecycleRule;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.RepositoryEncryption;
import software.amazon.awscdk.services.ecr.TagMutability;
import software.amazon.awscdk.services.ecr.TagStatus;
import software.constructs.Construct;

/**
 * The repository of the worker's image. A tag never changes its meaning, so what runs is what was
 * deployed. It goes with its stack: an image can be built again.
 */
final class WorkerImages extends Construct {
  /** Enough to go back to; an image of about a gigabyte costs ten cents a month. */
  private static final int KEPT = 5;

  WorkerImages(Construct scope, FarmNames names) {
    super(scope, "WorkerImages");
    Repository.Builder.create(this, "Repository")
        .repositoryName(names.imageRepository())
        .imageScanOnPush(true)
        .imageTagMutability(TagMutability.IMMUTABLE)
        .encryption(RepositoryEncryption.AES_256)
        .lifecycleRules(
            List.of(
                LifecycleRule.builder()
                    .rulePriority(1)
                    .description("what a newer push has replaced")
                    .tagStatus(TagStatus.UNTAGGED)
                    .maxImageAge(Duration.days(1))
                    .build(),
                LifecycleRule.builder()
                    .rulePriority(2)
                    .description("all but the newest")
                    .tagStatus(TagStatus.ANY)
                    .maxImageCount(KEPT)
                    .build()))
        .emptyOnDelete(true)
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }
}
