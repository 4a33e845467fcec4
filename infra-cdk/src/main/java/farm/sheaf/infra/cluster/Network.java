package farm.sheaf.infra.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/**
 * The workers' network: nodes in private subnets of two zones, one NAT gateway as their way out.
 *
 * <p>The way out was priced (us-east-1, a month of 730 hours). One NAT gateway is $33 and 4.5 cents
 * a gigabyte. Without it the nodes need interface endpoints for SQS, ECR (two), STS, EKS, EKS's Pod
 * Identity, EC2 and logs, at $7.30 a zone each: $117 for two zones, and still no way to KEDA's
 * images, which come from outside. Frames, scenes and image layers are the gigabytes, and they go
 * by the gateway endpoint of S3, which is free. A second NAT gateway would only help when the first
 * one's zone fails; then messages wait, and nothing is lost.
 *
 * <p>Two zones, because EKS wants two and a template that fits any account cannot count on three:
 * some regions show an account only two. More zones would mean more kinds of spot machines.
 */
final class Network extends Construct {
  private static final int ZONES = 2;

  private final Vpc vpc;

  Network(Construct scope) {
    super(scope, "Network");
    Map<String, GatewayVpcEndpointOptions> free = new LinkedHashMap<>();
    free.put("S3", endpoint(GatewayVpcEndpointAwsService.S3));
    free.put("DynamoDb", endpoint(GatewayVpcEndpointAwsService.DYNAMODB));
    vpc =
        Vpc.Builder.create(this, "Vpc")
            .ipAddresses(IpAddresses.cidr("10.42.0.0/16"))
            .maxAzs(ZONES)
            .natGateways(1)
            .subnetConfiguration(
                List.of(
                    SubnetConfiguration.builder()
                        .name("out")
                        .subnetType(SubnetType.PUBLIC)
                        .cidrMask(26)
                        .mapPublicIpOnLaunch(false)
                        .build(),
                    // Every pod has an address of its own: 8,000 of them in each zone.
                    SubnetConfiguration.builder()
                        .name("nodes")
                        .subnetType(SubnetType.PRIVATE_WITH_EGRESS)
                        .cidrMask(19)
                        .build()))
            .gatewayEndpoints(free)
            // The CDK would do it by a function of its own; nothing uses that group.
            .restrictDefaultSecurityGroup(false)
            .build();
    // What render nodes select their subnets by.
    vpc.getPrivateSubnets()
        .forEach(subnet -> Tags.of(subnet).add("kubernetes.io/role/internal-elb", "1"));
  }

  private static GatewayVpcEndpointOptions endpoint(GatewayVpcEndpointAwsService service) {
    return GatewayVpcEndpointOptions.builder().service(service).build();
  }

  Vpc vpc() {
    return vpc;
  }

  List<String> nodeSubnets() {
    return vpc.getPrivateSubnets().stream().map(ISubnet::getSubnetId).toList();
  }
}
