package farm.sheaf.deploy.cluster;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.Telling.Doing;
import farm.sheaf.talk.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/** A farm's cluster as EKS knows it: where its API is, and who may use it. */
public record EksCluster(AwsAccess access, String name) {
  private static final String ADMIN =
      "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";

  /**
   * Kubernetes' API of the cluster.
   *
   * @param arn the cluster's
   * @param authority the certificate by which the API is known, in Base64
   * @param cidrs from where it is reached
   */
  public record Api(String arn, String url, String authority, List<String> cidrs) {
    public Api {
      cidrs = List.copyOf(cidrs);
    }

    private static Api of(Cluster cluster) {
      return new Api(
          or(cluster.arn(), ""),
          or(cluster.endpoint(), ""),
          cluster.certificateAuthority() == null
              ? ""
              : or(cluster.certificateAuthority().data(), ""),
          cluster.resourcesVpcConfig() == null
              ? List.of()
              : cluster.resourcesVpcConfig().publicAccessCidrs());
    }

    private static String or(@Nullable String text, String otherwise) {
      return text == null ? otherwise : text;
    }
  }

  /** The API, if there is a cluster; a cluster that is still being made has no address yet. */
  public Optional<Api> api() {
    return asked(
        new Doing("looking at the cluster " + name, "eks:DescribeCluster"),
        eks -> Optional.of(Api.of(eks.describeCluster(request -> request.name(name)).cluster())),
        Optional.empty());
  }

  /** The API of a cluster that must be there. */
  public Api ready() {
    return api()
        .filter(each -> !each.url().isEmpty())
        .orElseThrow(
            () ->
                Problem.failed(
                    "The cluster %s is not there, or not there yet.\nSee how it stands: aws eks describe-cluster --region %s --name %1$s"
                        .formatted(name, access.region())));
  }

  /** The roles and users that may administer the cluster; none where there is no cluster. */
  public List<String> administrators() {
    return asked(
        new Doing("reading who may use the cluster " + name, "eks:ListAccessEntries"),
        eks ->
            eks
                .listAccessEntriesPaginator(
                    request -> request.clusterName(name).associatedPolicyArn(ADMIN))
                .accessEntries()
                .stream()
                .toList(),
        List.of());
  }

  /**
   * A connection to the cluster, which the caller closes.
   *
   * @param told what is done there, a line each
   */
  public Kubernetes kubernetes(Consumer<String> told) {
    return Kubernetes.at(this, told);
  }

  private <T> T asked(Doing doing, Function<EksClient, T> question, T none) {
    try (EksClient eks = access.configured(EksClient.builder(), "EKS").build()) {
      return access
          .telling()
          .telling(
              doing,
              () -> {
                try {
                  return question.apply(eks);
                } catch (ResourceNotFoundException e) {
                  return none;
                }
              });
    }
  }
}
