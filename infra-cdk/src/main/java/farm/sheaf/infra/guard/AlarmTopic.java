package farm.sheaf.infra.guard;

import farm.sheaf.infra.configuration.Spending;
import farm.sheaf.infra.configuration.Spending.TopicEncryption;
import farm.sheaf.infra.naming.FarmNames;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Subscription;
import software.amazon.awscdk.services.sns.SubscriptionProtocol;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * Where alarms and the budget speak. They carry names and numbers, no secrets. CloudWatch cannot
 * send to a topic under the key that AWS manages for SNS, and a key of one's own costs more a month
 * than all the rest of a farm that rests; so SNS's disk encryption is what there is, unless the
 * configuration asks for a key.
 */
final class AlarmTopic extends Construct {
  private static final List<String> SPEAKERS =
      List.of("budgets.amazonaws.com", "cloudwatch.amazonaws.com");

  private final Topic topic;

  AlarmTopic(Construct scope, FarmNames names, Spending spending) {
    super(scope, "Topic");
    Topic.Builder builder =
        Topic.Builder.create(this, "Topic")
            .topicName(names.staged("sheaf-alarms"))
            .displayName("Sheaf " + names.stage())
            .enforceSsl(true);
    if (spending.encryption() == TopicEncryption.OWN_KEY) {
      builder.masterKey(key());
    }
    topic = builder.build();
    topic.addToResourcePolicy(
        ofThisAccount("SpeakHere", List.of("sns:Publish"), List.of(topic.getTopicArn())));
    spending
        .email()
        .ifPresent(
            email ->
                Subscription.Builder.create(this, "Email")
                    .topic(topic)
                    .protocol(SubscriptionProtocol.EMAIL)
                    .endpoint(email)
                    .build());
  }

  private Key key() {
    Key key =
        Key.Builder.create(this, "Key")
            .description("Encrypts alarms on their way")
            .enableKeyRotation(true)
            .pendingWindow(Duration.days(7))
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    key.addToResourcePolicy(
        // In a key's own policy "*" is the key.
        ofThisAccount(
            "SpeakEncrypted", List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of("*")));
    return key;
  }

  private static PolicyStatement ofThisAccount(
      String id, List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create()
        .sid(id)
        .principals(SPEAKERS.stream().map(ServicePrincipal::new).toList())
        .actions(actions)
        .resources(resources)
        .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
        .build();
  }

  Topic topic() {
    return topic;
  }
}
