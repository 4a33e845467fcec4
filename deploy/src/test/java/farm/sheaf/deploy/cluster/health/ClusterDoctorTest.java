package farm.sheaf.deploy.cluster.health;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.account.Stage;
import farm.sheaf.deploy.cluster.StubCloud;
import farm.sheaf.talk.Finding;
import farm.sheaf.talk.Finding.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The facts as EKS, STS and Service Quotas send them. */
final class ClusterDoctorTest {
  private static final String CLUSTER = "/clusters/worker-cluster-alpha";
  private static final String QUOTA = "ServiceQuotasV20190624.GetServiceQuota";
  private static final String DEFAULT_QUOTA = "ServiceQuotasV20190624.GetAWSDefaultServiceQuota";

  private final StubCloud cloud = new StubCloud().withFarm("worker-cluster-alpha", 2);

  ClusterDoctorTest() {
    cloud
        .on(
            "GET " + CLUSTER,
            200,
            """
            {"cluster": {"name": "worker-cluster-alpha", "status": "ACTIVE", "version": "1.36",
             "resourcesVpcConfig": {"endpointPublicAccess": true}}}\
            """)
        .on(
            "GET /cluster-versions",
            200,
            """
            {"clusterVersions": [{"clusterVersion": "1.36", "endOfStandardSupportDate": 1817164800},
             {"clusterVersion": "1.37"}]}\
            """)
        .on(
            "GET " + CLUSTER + "/pod-identity-associations",
            200,
            """
            {"associations": [{"namespace": "sheaf", "serviceAccount": "worker",
             "associationId": "a-1"}]}\
            """)
        .on(
            "GET " + CLUSTER + "/pod-identity-associations/a-1",
            200,
            "{\"association\": {\"roleArn\": \"arn:aws:iam::111122223333:role/worker\"}}")
        .on(
            "GET " + CLUSTER + "/access-entries",
            200,
            "{\"accessEntries\": [\"arn:aws:iam::111122223333:role/Admin\"]}")
        .on(
            "POST /",
            "Action=GetCallerIdentity",
            200,
            """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\
            <GetCallerIdentityResult>\
            <Arn>arn:aws:sts::111122223333:assumed-role/Admin/me</Arn>\
            <UserId>A:me</UserId><Account>111122223333</Account>\
            </GetCallerIdentityResult></GetCallerIdentityResponse>\
            """)
        .on(QUOTA, "L-DB2E81BA", 200, "{\"Quota\": {\"Value\": 8.0}}")
        .on(QUOTA, "L-3819A6DF", 400, "{\"__type\": \"NoSuchResourceException\"}")
        .on(DEFAULT_QUOTA, "L-3819A6DF", 200, "{\"Quota\": {\"Value\": 0.0}}");
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void every_fact_becomes_a_line() {
    assertThat(look())
        .extracting(each -> each.level().word() + " " + each.name() + ": " + each.detail())
        .containsExactly(
            "ok cluster: worker-cluster-alpha is active, Kubernetes 1.36",
            "ok kubernetes: 1.36 has standard support until 2027-08-02, 255 days from now",
            "ok worker's role: sheaf/worker has arn:aws:iam::111122223333:role/worker",
            "fail keda's role: keda/keda-operator has none, so its pods get no credentials",
            "ok your access: arn:aws:iam::111122223333:role/Admin may use the cluster",
            "ok GPU quota: on-demand: 8 vCPUs of G and VT machines, for 2 GPU workers at most",
            "warn GPU quota: spot: 0 vCPUs of G and VT machines, for 0 GPU workers at most; the"
                + " pool may have 2");
  }

  @Test
  void a_cluster_that_is_gone_is_told_from_one_that_is_not_to_be_seen() {
    cloud.on(
        "GET " + CLUSTER,
        404,
        "{\"__type\": \"ResourceNotFoundException\", \"message\": \"No cluster found\"}");
    assertThat(look().getFirst().detail()).contains("EKS has none of that name");

    cloud.on(
        "GET " + CLUSTER,
        403,
        """
        {"__type": "AccessDeniedException", "message":
         "User: me is not authorized to perform: eks:DescribeCluster on resource: it"}\
        """);
    Finding finding = look().getFirst();
    assertThat(finding.level()).isEqualTo(Level.WARN);
    assertThat(finding.detail()).contains("could not be read", "eks:DescribeCluster");
  }

  @Test
  void a_farm_without_a_cluster_is_well() {
    try (StubCloud empty = new StubCloud()) {
      empty.on("AmazonSSM.GetParameter", 400, "{\"__type\": \"ParameterNotFound\"}");
      assertThat(look(empty))
          .singleElement()
          .satisfies(each -> assertThat(each.level()).isEqualTo(Level.OK));
    }
  }

  private List<Finding> look() {
    return look(cloud);
  }

  private static List<Finding> look(StubCloud cloud) {
    return ClusterDoctor.look(
        new Stage("alpha"),
        cloud.environment(),
        InstantSource.fixed(Instant.parse("2026-11-20T10:00:00Z")));
  }
}
