package farm.sheaf.infra.data;

import farm.sheaf.infra.configuration.Keeping.TableProtection;
import farm.sheaf.infra.naming.FarmNames;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.constructs.Construct;

/**
 * The table of jobs, with the keys and indexes that the job store is written for. It is encrypted
 * with DynamoDB's own key, which costs nothing; a farm that rests pays for its few kilobytes only.
 */
final class JobTable extends Construct {
  JobTable(Construct scope, FarmNames names, TableProtection protection) {
    super(scope, "JobTable");
    Table table =
        Table.Builder.create(this, "Table")
            .tableName(names.jobTable())
            .partitionKey(text("jobId"))
            .sortKey(text("item"))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .encryption(TableEncryption.DEFAULT)
            .timeToLiveAttribute("expiresAt")
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .deletionProtection(protection == TableProtection.ON)
            .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
            .build();
    table.addGlobalSecondaryIndex(index(FarmNames.jobsByTime(), "listed", "listedAt"));
    table.addGlobalSecondaryIndex(index(FarmNames.activeJobs(), "active", "jobId"));
  }

  private static GlobalSecondaryIndexProps index(String name, String partition, String sort) {
    return GlobalSecondaryIndexProps.builder()
        .indexName(name)
        .partitionKey(text(partition))
        .sortKey(text(sort))
        .projectionType(ProjectionType.KEYS_ONLY)
        .build();
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }
}
