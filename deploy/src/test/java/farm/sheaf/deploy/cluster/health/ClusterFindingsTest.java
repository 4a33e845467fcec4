package farm.sheaf.deploy.cluster.health;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.account.Stage;
import farm.sheaf.deploy.cluster.ClusterSettings;
import farm.sheaf.deploy.cluster.Reading;
import farm.sheaf.deploy.cluster.health.ClusterFacts.Access;
import farm.sheaf.deploy.cluster.health.ClusterFacts.Account;
import farm.sheaf.deploy.cluster.health.ClusterFacts.Door;
import farm.sheaf.deploy.cluster.health.ClusterFacts.State;
import farm.sheaf.deploy.cluster.health.ClusterFacts.Status;
import farm.sheaf.deploy.cluster.health.ClusterFacts.Version;
import farm.sheaf.talk.Finding;
import farm.sheaf.talk.Finding.Level;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ClusterFindingsTest {
  private static final String WORKER = "arn:aws:iam::111122223333:role/worker";
  private static final String KEDA = "arn:aws:iam::111122223333:role/keda";
  private static final String ME = "arn:aws:sts::111122223333:assumed-role/Admin/me@example.com";
  private static final List<Version> VERSIONS =
      List.of(
          new Version("1.34", LocalDate.of(2026, 12, 2)),
          new Version("1.36", LocalDate.of(2027, 8, 2)),
          new Version("1.35", LocalDate.of(2027, 3, 27)));

  private Reading<Optional<State>> state = known(Optional.of(state(Status.ACTIVE, "1.36")));
  private Reading<List<Version>> versions = known(VERSIONS);
  private Reading<Map<Account, String>> roles =
      known(Map.of(Account.WORKER, WORKER, Account.KEDA, KEDA));
  private Reading<Access> access =
      known(new Access(Principal.of(ME), List.of("arn:aws:iam::111122223333:role/team/Admin")));

  @Test
  void a_whole_cluster_is_well_in_every_line() {
    assertThat(findings()).hasSize(5).allMatch(each -> each.level() == Level.OK);
    assertThat(finding("kubernetes").detail())
        .isEqualTo("1.36 has standard support until 2027-08-02, 255 days from now");
  }

  @ParameterizedTest
  @CsvSource({
    "1.36, 2026-11-20, OK,   255 days from now",
    "1.34, 2026-11-20, WARN, 12 days from now",
    "1.34, 2026-12-02, WARN, 0 days from now",
    "1.34, 2026-12-03, FAIL, 1 days ago",
    "1.31, 2026-11-20, WARN, no end of support"
  })
  void the_end_of_support_is_told_in_days(
      String version, LocalDate today, Level level, String said) {
    state = known(Optional.of(state(Status.ACTIVE, version)));

    Finding finding = finding("kubernetes", today);

    assertThat(finding.level()).isEqualTo(level);
    assertThat(finding.detail()).contains(said);
  }

  @Test
  void the_next_version_is_one_step_away() {
    state = known(Optional.of(state(Status.ACTIVE, "1.34")));

    assertThat(finding("kubernetes").advice())
        .isEqualTo("Go to the next one: SHEAF_KUBERNETES=1.35 ./sheaf deploy --stage alpha");
  }

  @Test
  void a_cluster_that_eks_does_not_know_is_the_only_line() {
    state = known(Optional.empty());

    assertThat(findings())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.level()).isEqualTo(Level.FAIL);
              assertThat(each.advice()).isEqualTo("Make it again: ./sheaf deploy --stage alpha");
            });
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void only_an_active_cluster_is_well(Status status) {
    state = known(Optional.of(state(status, "1.36")));

    Finding finding = finding("cluster");

    assertThat(finding.level() == Level.OK).isEqualTo(status == Status.ACTIVE);
    assertThat(finding.detail()).startsWith("worker-cluster-alpha ");
    assertThat(finding.advice().isEmpty()).isEqualTo(status == Status.ACTIVE);
  }

  @Test
  void an_api_that_is_closed_to_the_world_is_said() {
    state = known(Optional.of(new State(Status.ACTIVE, "1.36", Door.PRIVATE)));

    assertThat(finding("cluster's API").advice()).contains("SHEAF_API_CIDRS=");
  }

  @Test
  void a_missing_role_comes_with_the_command_that_gives_it() {
    roles = known(Map.of(Account.WORKER, WORKER));

    assertThat(finding("worker's role").level()).isEqualTo(Level.OK);
    assertThat(finding("keda's role").level()).isEqualTo(Level.FAIL);
    assertThat(finding("keda's role").advice())
        .isEqualTo(
            "Give it one: aws eks create-pod-identity-association --cluster-name"
                + " worker-cluster-alpha --namespace keda --service-account keda-operator"
                + " --role-arn "
                + KEDA);
  }

  @Test
  void a_role_of_somebody_else_is_a_failure() {
    roles = known(Map.of(Account.WORKER, KEDA, Account.KEDA, KEDA));

    assertThat(finding("worker's role").level()).isEqualTo(Level.FAIL);
  }

  @Test
  void who_has_no_access_entry_is_told_how_to_get_one() {
    access = known(new Access(Principal.of(ME), List.of("arn:aws:iam::111122223333:user/Admin")));

    Finding finding = finding("your access");

    assertThat(finding.level()).isEqualTo(Level.WARN);
    assertThat(finding.advice())
        .contains("SHEAF_ADMINS=arn:aws:iam::111122223333:role/Admin ./sheaf deploy");
  }

  @Test
  void what_could_not_be_read_is_no_verdict() {
    versions = new Reading.Unread<>("You are not allowed.\nAsk for eks:X.");
    roles = new Reading.Unread<>("You are not allowed.\nAsk for eks:X.");
    access = new Reading.Unread<>("You are not allowed.\nAsk for eks:X.");

    assertThat(findings())
        .filteredOn(each -> each.level() == Level.WARN)
        .hasSize(3)
        .allSatisfy(
            each -> {
              assertThat(each.detail()).contains("could not be read", "You are not allowed.");
              assertThat(each.advice()).isEqualTo("Ask for eks:X.");
            });
  }

  private static State state(Status status, String version) {
    return new State(status, version, Door.PUBLIC);
  }

  private List<Finding> findings() {
    return findings(LocalDate.of(2026, 11, 20));
  }

  private List<Finding> findings(LocalDate today) {
    ClusterSettings settings =
        new ClusterSettings(
            "worker-cluster-alpha",
            Map.of("cpu", 20),
            Map.of(),
            new ClusterSettings.Roles(WORKER, KEDA));
    return new ClusterFindings(new Stage("alpha"), settings, today)
        .of(new ClusterFacts(state, versions, roles, access));
  }

  private Finding finding(String name) {
    return finding(name, LocalDate.of(2026, 11, 20));
  }

  private Finding finding(String name, LocalDate today) {
    return findings(today).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static <T> Reading<T> known(T value) {
    return new Reading.Known<>(value);
  }
}
