package farm.sheaf.deploy.cluster.health;

import farm.sheaf.account.Stage;
import farm.sheaf.deploy.cluster.ClusterSettings;
import farm.sheaf.deploy.cluster.Reading;
import farm.sheaf.deploy.cluster.health.ClusterFacts.Access;
import farm.sheaf.deploy.cluster.health.ClusterFacts.Account;
import farm.sheaf.deploy.cluster.health.ClusterFacts.Door;
import farm.sheaf.deploy.cluster.health.ClusterFacts.State;
import farm.sheaf.talk.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What follows from the facts of a cluster: one line each of how it is, and where something lacks,
 * what to type.
 *
 * @param today against which ends of support are counted
 */
record ClusterFindings(Stage stage, ClusterSettings settings, LocalDate today) {
  List<Finding> of(ClusterFacts facts) {
    List<Finding> all = new ArrayList<>();
    switch (facts.state()) {
      case Reading.Unread<Optional<State>> unread -> {
        all.add(unread("cluster", unread));
        return all;
      }
      case Reading.Known<Optional<State>> known -> {
        if (known.value().isEmpty()) {
          all.add(gone());
          return all;
        }
        State state = known.value().get();
        all.add(status(state));
        if (state.door() == Door.PRIVATE) {
          all.add(closed());
        }
        all.add(new VersionFindings(stage, today).of(state.version(), facts.versions()));
      }
    }
    all.addAll(roles(facts.roles()));
    all.add(access(facts.access()));
    return all;
  }

  private Finding gone() {
    return Finding.fail(
        "cluster",
        "%s is in the farm's settings, and EKS has none of that name".formatted(name()),
        "Make it again: ./sheaf deploy --stage " + stage);
  }

  private Finding status(State state) {
    String detail =
        switch (state.status()) {
          case ACTIVE -> "%s is active, Kubernetes %s".formatted(name(), state.version());
          case CREATING, PENDING -> name() + " is being made, which takes about ten minutes";
          case UPDATING -> name() + " is being updated; workers go on meanwhile";
          case DELETING -> name() + " is being removed";
          case FAILED -> name() + " could not be made";
          case OTHER -> name() + " is in a state that this Sheaf does not know";
        };
    return switch (state.status()) {
      case ACTIVE -> Finding.ok("cluster", detail);
      case CREATING, PENDING, UPDATING ->
          Finding.warn("cluster", detail, "Wait for it: aws eks wait cluster-active" + named());
      case DELETING ->
          Finding.fail(
              "cluster", detail, "When it is gone, make it again: ./sheaf deploy --stage " + stage);
      case FAILED, OTHER ->
          Finding.fail("cluster", detail, "See why: aws eks describe-cluster" + named());
    };
  }

  private Finding closed() {
    return Finding.warn(
        "cluster's API",
        "it is reached from within its network alone; kubectl, deploy and scaling-log need it",
        "Open it to your address (SHEAF_API_CIDRS is a list with commas):"
            + " SHEAF_API_CIDRS=YOUR.ADDRESS/32 ./sheaf deploy --stage "
            + stage);
  }

  private List<Finding> roles(Reading<Map<Account, String>> roles) {
    return switch (roles) {
      case Reading.Unread<Map<Account, String>> unread -> List.of(unread("pod identity", unread));
      case Reading.Known<Map<Account, String>> known ->
          List.of(
              role(Account.WORKER, settings.roles().worker(), known.value()),
              role(Account.KEDA, settings.roles().keda(), known.value()));
    };
  }

  private Finding role(Account account, String wanted, Map<Account, String> roles) {
    String title = account.equals(Account.KEDA) ? "keda's role" : "worker's role";
    String given = roles.getOrDefault(account, "");
    if (given.isEmpty()) {
      return Finding.fail(
          title,
          "%s has none, so its pods get no credentials".formatted(account),
          "Give it one: aws eks create-pod-identity-association --cluster-name %s --namespace %s --service-account %s --role-arn %s"
              .formatted(
                  name(), account.namespace(), account.name(), wanted.isEmpty() ? "ROLE" : wanted));
    }
    return wanted.isEmpty() || given.equals(wanted)
        ? Finding.ok(title, "%s has %s".formatted(account, given))
        : Finding.fail(
            title,
            "%s has %s, and the farm's is %s".formatted(account, given, wanted),
            "Put it right: ./sheaf deploy --stage " + stage);
  }

  private Finding access(Reading<Access> access) {
    return switch (access) {
      case Reading.Unread<Access> unread -> unread("your access", unread);
      case Reading.Known<Access> known -> access(known.value());
    };
  }

  private Finding access(Access access) {
    Principal caller = access.caller();
    return access.entries().stream()
        .filter(entry -> Principal.of(entry).equals(caller))
        .findFirst()
        .map(entry -> Finding.ok("your access", entry + " may use the cluster"))
        .orElseGet(
            () ->
                Finding.warn(
                    "your access",
                    "%s has no access entry, so kubectl, deploy and scaling-log are refused"
                        .formatted(caller.arn()),
                    "Add it to SHEAF_ADMINS (a list with commas: name those that are in too) and deploy again: SHEAF_ADMINS=%s ./sheaf deploy --stage %s"
                        .formatted(caller.arn(), stage)));
  }

  private String name() {
    return settings.cluster();
  }

  private String named() {
    return " --name " + name();
  }

  private static Finding unread(String title, Reading.Unread<?> unread) {
    return Finding.warn(title, "it could not be read: " + unread.what(), unread.advice());
  }
}
