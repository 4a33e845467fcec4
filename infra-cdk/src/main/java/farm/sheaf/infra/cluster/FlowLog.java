package farm.sheaf.infra.cluster;

import farm.sheaf.infra.configuration.Keeping;
import farm.sheaf.infra.naming.FarmNames;
import farm.sheaf.infra.naming.Retention;
import farm.sheaf.infra.naming.ServicePermissions;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.CfnFlowLog;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A record of the connections that the network refused: a Blender that tries to reach the world
 * shows here. What was accepted is not recorded, because it is by far the most and tells the least.
 */
final class FlowLog extends Construct {
  private static final int TEN_MINUTES = 600;

  FlowLog(Construct scope, FarmNames names, Keeping keeping, Vpc vpc) {
    super(scope, "FlowLog");
    LogGroup log =
        LogGroup.Builder.create(this, "Log")
            .logGroupName("/sheaf/%s/network".formatted(names.stage()))
            .retention(Retention.of(keeping))
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    Role role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("vpc-flow-logs.amazonaws.com"))
            .description("Writes the record of refused connections")
            .inlinePolicies(
                Map.of(
                    "log",
                    PolicyDocument.Builder.create()
                        .statements(List.of(ServicePermissions.flowLog(log.getLogGroupArn())))
                        .build()))
            .build();
    CfnFlowLog.Builder.create(this, "FlowLog")
        .resourceId(vpc.getVpcId())
        .resourceType("VPC")
        .trafficType("REJECT")
        .logDestinationType("cloud-watch-logs")
        .logDestination(log.getLogGroupArn())
        .deliverLogsPermissionArn(role.getRoleArn())
        .maxAggregationInterval(TEN_MINUTES)
        .build();
  }
}
