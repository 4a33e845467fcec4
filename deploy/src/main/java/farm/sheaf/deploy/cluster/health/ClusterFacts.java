package farm.sheaf.deploy.cluster.health;

import farm.sheaf.deploy.cluster.Reading;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What EKS says about a cluster, each part read on its own.
 *
 * @param state empty where EKS knows no such cluster
 * @param versions all that EKS offers
 * @param roles the ARN of the role of each service account that has one
 * @param access whether the caller may use Kubernetes' API
 */
record ClusterFacts(
    Reading<Optional<State>> state,
    Reading<List<Version>> versions,
    Reading<Map<Account, String>> roles,
    Reading<Access> access) {
  /** The cluster itself. */
  record State(Status status, String version, Door door) {}

  /** How it stands; {@code OTHER} is a word that this Sheaf does not know. */
  enum Status {
    ACTIVE,
    CREATING,
    UPDATING,
    PENDING,
    DELETING,
    FAILED,
    OTHER
  }

  /** Whether its API is reached from outside its network. */
  enum Door {
    PUBLIC,
    PRIVATE
  }

  /** A version of Kubernetes that EKS runs. */
  record Version(String name, LocalDate endOfStandardSupport) {}

  /** A service account of Kubernetes. */
  record Account(String namespace, String name) {
    static final Account WORKER = new Account("sheaf", "worker");
    static final Account KEDA = new Account("keda", "keda-operator");

    @Override
    public String toString() {
      return namespace + "/" + name;
    }
  }

  /**
   * Who asks, and who has an access entry.
   *
   * @param caller the role or user; of a role's session the role's name only, without its path
   * @param entries ARNs of roles and users
   */
  record Access(Principal caller, List<String> entries) {}
}
