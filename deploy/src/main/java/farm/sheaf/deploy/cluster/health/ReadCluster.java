package farm.sheaf.deploy.cluster.health;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.Telling.Doing;
import farm.sheaf.deploy.cluster.Reading;
import farm.sheaf.deploy.cluster.health.ClusterFacts.Access;
import farm.sheaf.deploy.cluster.health.ClusterFacts.Account;
import farm.sheaf.deploy.cluster.health.ClusterFacts.Door;
import farm.sheaf.deploy.cluster.health.ClusterFacts.State;
import farm.sheaf.deploy.cluster.health.ClusterFacts.Status;
import farm.sheaf.deploy.cluster.health.ClusterFacts.Version;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociationSummary;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;

/** Reads a cluster's facts from EKS, and who the caller is from STS. */
record ReadCluster(AwsAccess access, String cluster) {
  ClusterFacts facts() {
    try (EksClient eks = access.configured(EksClient.builder(), "EKS").build()) {
      return new ClusterFacts(
          read("reading the cluster", "eks:DescribeCluster", () -> state(eks)),
          read("reading EKS's versions", "eks:DescribeClusterVersions", () -> versions(eks)),
          read("reading the pods' roles", "eks:ListPodIdentityAssociations", () -> roles(eks)),
          read("reading who has access", "eks:ListAccessEntries", () -> access(eks)));
    }
  }

  private <T> Reading<T> read(String words, String permission, Supplier<T> call) {
    return Reading.of(() -> access.telling().telling(new Doing(words, permission), call));
  }

  private Optional<State> state(EksClient eks) {
    try {
      Cluster found = eks.describeCluster(request -> request.name(cluster)).cluster();
      boolean open = Boolean.TRUE.equals(found.resourcesVpcConfig().endpointPublicAccess());
      return Optional.of(
          new State(status(found.status()), found.version(), open ? Door.PUBLIC : Door.PRIVATE));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  private static Status status(ClusterStatus status) {
    return switch (status) {
      case ACTIVE -> Status.ACTIVE;
      case CREATING -> Status.CREATING;
      case UPDATING -> Status.UPDATING;
      case PENDING -> Status.PENDING;
      case DELETING -> Status.DELETING;
      case FAILED -> Status.FAILED;
      case UNKNOWN_TO_SDK_VERSION -> Status.OTHER;
    };
  }

  private static List<Version> versions(EksClient eks) {
    return eks.describeClusterVersionsPaginator(request -> {}).clusterVersions().stream()
        .filter(each -> each.endOfStandardSupportDate() != null)
        .map(
            each ->
                new Version(
                    each.clusterVersion(),
                    LocalDate.ofInstant(each.endOfStandardSupportDate(), ZoneOffset.UTC)))
        .toList();
  }

  private Map<Account, String> roles(EksClient eks) {
    Map<Account, String> roles = new HashMap<>();
    for (PodIdentityAssociationSummary each :
        eks.listPodIdentityAssociationsPaginator(request -> request.clusterName(cluster))
            .associations()) {
      String role =
          eks.describePodIdentityAssociation(
                  request -> request.clusterName(cluster).associationId(each.associationId()))
              .association()
              .roleArn();
      roles.put(new Account(each.namespace(), each.serviceAccount()), role);
    }
    return roles;
  }

  private Access access(EksClient eks) {
    List<String> entries =
        eks
            .listAccessEntriesPaginator(request -> request.clusterName(cluster))
            .accessEntries()
            .stream()
            .toList();
    try (StsClient sts = access.configured(StsClient.builder(), "STS").build()) {
      return new Access(Principal.of(sts.getCallerIdentity().arn()), entries);
    }
  }
}
