package farm.sheaf.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What failures of CDK are said to mean. */
final class CdkTroubleTest {
  @Test
  void a_log_group_that_eks_has_made_again_is_to_be_deleted_alone() {
    assertThat(
            CdkTrouble.advice(
                """
                Sheaf-prod-Cluster | CREATE_FAILED | AWS::Logs::LogGroup | Cluster/Log
                Resource handler returned message: "Resource of type 'AWS::Logs::LogGroup' with \
                identifier '{"/properties/LogGroupName":"/aws/eks/worker-cluster-prod/cluster"}' \
                already exists." (RequestToken: 1, HandlerErrorCode: AlreadyExists)
                """,
                "eu-central-1"))
        .contains(
            "aws logs delete-log-group --region eu-central-1 --log-group-name"
                + " /aws/eks/worker-cluster-prod/cluster\n")
        .doesNotContain("--with-data");
  }

  @Test
  void another_thing_that_is_left_is_taken_away_by_a_removal() {
    assertThat(
            CdkTrouble.advice(
                """
                CREATE_COMPLETE | AWS::Logs::LogGroup | /aws/eks/worker-cluster-prod/cluster
                Resource of type 'AWS::SQS::Queue' with identifier 'JobQueue-prod' already exists. \
                (HandlerErrorCode: AlreadyExists)
                """,
                "eu-central-1"))
        .contains("./sheaf remove --with-data");
  }
}
