package farm.sheaf.infra.data;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucket.FilterRuleProperty;
import software.amazon.awscdk.services.s3.CfnBucket.NotificationConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.NotificationFilterProperty;
import software.amazon.awscdk.services.s3.CfnBucket.QueueConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.S3KeyFilterProperty;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/**
 * A bucket as all of the farm's are: encrypted, never public, over TLS only, and still there when
 * its stack is deleted. A stack that fails while it is made takes its empty buckets back, so that
 * the next try can make them.
 */
final class FarmBucket extends Construct {
  /** The rest of an upload that died is paid for like an object, and nobody sees it. */
  private static final Duration UPLOADS_ABANDONED_AFTER = Duration.days(2);

  private final Bucket bucket;

  /** What becomes of an object in time. */
  sealed interface Lifetime {
    /** Kept until somebody deletes it; what is deleted or replaced can be had back for a while. */
    record UntilDeleted(int daysToRegret) implements Lifetime {}

    /** Removed by S3. */
    record Days(int days) implements Lifetime {}
  }

  FarmBucket(Construct scope, String id, String name, Lifetime lifetime) {
    super(scope, id);
    LifecycleRule.Builder rule =
        LifecycleRule.builder()
            .id("clean-up")
            .abortIncompleteMultipartUploadAfter(UPLOADS_ABANDONED_AFTER);
    boolean versioned = false;
    if (lifetime instanceof Lifetime.Days kept) {
      rule.expiration(Duration.days(kept.days()));
    } else if (lifetime instanceof Lifetime.UntilDeleted kept) {
      versioned = true;
      rule.noncurrentVersionExpiration(Duration.days(kept.daysToRegret()))
          .expiredObjectDeleteMarker(true);
    }
    bucket =
        Bucket.Builder.create(this, "Bucket")
            .bucketName(name)
            .encryption(BucketEncryption.S3_MANAGED)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .enforceSsl(true)
            .minimumTlsVersion(1.2)
            .versioned(versioned)
            .lifecycleRules(List.of(rule.build()))
            .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
            .build();
  }

  /**
   * Which new objects the bucket tells of.
   *
   * @param prefix what their keys begin with; may be empty
   * @param suffix what their keys end with
   */
  record News(String prefix, String suffix) {}

  /**
   * Has S3 tell a queue of new objects. S3 tries the queue when it takes this configuration, so the
   * bucket waits for the queue's policy.
   */
  void tell(EventQueue queue, List<News> news) {
    CfnBucket plain = (CfnBucket) bucket.getNode().getDefaultChild();
    if (plain == null) {
      throw new IllegalStateException("a bucket is a CfnBucket");
    }
    plain.setNotificationConfiguration(
        NotificationConfigurationProperty.builder()
            .queueConfigurations(news.stream().map(one -> configuration(queue, one)).toList())
            .build());
    plain.getNode().addDependency(queue.policy());
  }

  private static QueueConfigurationProperty configuration(EventQueue queue, News news) {
    List<FilterRuleProperty> rules =
        news.prefix().isEmpty()
            ? List.of(filter("suffix", news.suffix()))
            : List.of(filter("prefix", news.prefix()), filter("suffix", news.suffix()));
    return QueueConfigurationProperty.builder()
        .event("s3:ObjectCreated:*")
        .queue(queue.arn())
        .filter(
            NotificationFilterProperty.builder()
                .s3Key(S3KeyFilterProperty.builder().rules(rules).build())
                .build())
        .build();
  }

  private static FilterRuleProperty filter(String name, String value) {
    return FilterRuleProperty.builder().name(name).value(value).build();
  }
}
