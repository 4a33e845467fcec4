package farm.sheaf.client.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.talk.Problem;
import farm.sheaf.talk.Style;
import farm.sheaf.talk.Talk;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Removals in an account over HTTP. */
final class RemoveCommandTest {
  private static final List<String> BUCKETS =
      List.of(
          "render-files-bucket-prod-123456789012-us-east-1",
          "png-files-bucket-prod-123456789012-us-east-1",
          "worker-logging-bucket-prod-123456789012-us-east-1");

  @TempDir private Path folder = Path.of("");
  private FakePrograms programs = new FakePrograms(folder);
  private FakeAccount account = new FakeAccount(folder);

  @BeforeEach
  void aFarm() {
    account.close();
    account = new FakeAccount(folder);
    for (String part : List.of("Data", "Functions", "Guard", "Cluster")) {
      account.stacks.put("Sheaf-prod-" + part, "CREATE_COMPLETE");
    }
    BUCKETS.forEach(bucket -> account.buckets.put(bucket, 2_500));
    account.tables.add("JobTable-prod");
    System.setProperty("sheaf.root", folder.toString());
    programs = FakePrograms.in(folder);
    account
        .cluster
        .has("/apis/keda.sh/v1alpha1/namespaces/sheaf/scaledjobs/worker-cpu", "{}")
        .has("/apis/batch/v1/namespaces/sheaf/jobs/worker-cpu-1", "{}")
        .has("/api/v1/namespaces/sheaf/pods/worker-cpu-1-a", "{}")
        .has("/apis/karpenter.sh/v1/nodepools/sheaf-cpu-spot", "{}")
        .has("/apis/karpenter.sh/v1/nodepools/system", "{}")
        .has("/apis/eks.amazonaws.com/v1/nodeclasses/sheaf", "{}");
  }

  @AfterEach
  void close() {
    account.close();
    System.clearProperty("sheaf.root");
  }

  @Test
  void scenes_films_and_jobs_stay_unless_asked_for() {
    Typed typed = remove("--yes");

    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(account.done)
        .containsExactly(
            "delete Sheaf-prod-Cluster", "delete Sheaf-prod-Guard", "delete Sheaf-prod-Functions");
    assertThat(account.buckets).hasSize(3);
    assertThat(typed.out()).contains("Left are its buckets", "--with-data");
  }

  @Test
  void workers_and_machines_go_before_their_cluster() {
    remove("--yes");

    assertThat(account.cluster.done)
        .containsExactly(
            "delete scaledjobs/worker-cpu",
            "delete jobs/worker-cpu-1",
            "delete pods/worker-cpu-1-a",
            "delete nodepools/sheaf-cpu-spot",
            "delete nodeclasses/sheaf");
  }

  @Test
  void no_program_is_needed() {
    assertThat(remove("--yes").exit()).isZero();
    assertThat(programs.called()).isEmpty();
  }

  @Test
  void workers_that_do_not_end_keep_their_cluster() {
    account.cluster.staying.add("worker-cpu-1-a");

    Typed typed = remove("--yes");

    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err()).contains("Workers are still there: pod/worker-cpu-1-a.");
    assertThat(account.cluster.done).doesNotContain("delete nodepools/sheaf-cpu-spot");
    assertThat(account.done).isEmpty();
  }

  @Test
  void a_role_that_an_instance_profile_still_holds_is_tried_again() {
    account.deletionsThatFail = 2;
    account.reason = "Cannot delete entity, must remove roles from instance profile first.";

    Typed typed = remove("--yes", "--cluster-only");

    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(account.done)
        .containsExactly(
            "delete Sheaf-prod-Cluster", "delete Sheaf-prod-Cluster", "delete Sheaf-prod-Cluster");
  }

  @Test
  void a_role_that_stays_held_is_told_after_three_tries() {
    account.deletionsThatFail = 9;
    account.reason = "Cannot delete entity, must remove roles from instance profile first.";

    assertThat(remove("--yes", "--cluster-only").err())
        .contains("The stack Sheaf-prod-Cluster is in DELETE_FAILED:", account.reason);
    assertThat(account.done).hasSize(3);
  }

  @Test
  void a_deletion_that_fails_for_another_reason_is_not_tried_again() {
    account.deletionsThatFail = 1;
    account.reason = "The bucket you tried to delete is not empty";

    assertThat(remove("--yes", "--cluster-only").err())
        .contains("The stack Sheaf-prod-Cluster is in DELETE_FAILED:", account.reason);
    assertThat(account.done).hasSize(1);
  }

  @Test
  void with_data_all_versions_go_and_the_protected_table() {
    Typed typed = remove("--yes", "--with-data");

    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(account.done)
        .containsSubsequence(
            "delete 1000 of " + BUCKETS.getFirst(),
            "delete 1000 of " + BUCKETS.getFirst(),
            "delete 500 of " + BUCKETS.getFirst(),
            "delete Sheaf-prod-Data",
            "delete bucket " + BUCKETS.getLast(),
            "UpdateTable",
            "DeleteTable");
    assertThat(account.buckets).isEmpty();
    assertThat(typed.err()).contains("WITH ALL ITS SCENES, FILMS AND JOBS");
  }

  @Test
  void the_cluster_alone_can_go() {
    remove("--yes", "--cluster-only");

    assertThat(account.done).containsExactly("delete Sheaf-prod-Cluster");
  }

  @Test
  void machines_that_stay_are_not_left_alone() {
    account.cluster.has("/api/v1/nodes/i-1", "{\"sheaf.farm/pool\": \"cpu\"}");

    Typed typed = remove("--yes");

    assertThat(typed.err()).contains("Machines are still there: node/i-1.");
    assertThat(account.done).isEmpty();
  }

  @Test
  void a_second_run_takes_up_where_the_first_one_stopped() {
    account.stacks.remove("Sheaf-prod-Cluster");

    Typed typed = remove("--yes");

    assertThat(typed.err())
        .contains("Workers and their machines: no cluster\n")
        .contains("Stack Sheaf-prod-Cluster: not there (already there)\n");
    assertThat(account.cluster.done).isEmpty();
    assertThat(account.stacks).containsOnlyKeys("Sheaf-prod-Data");
  }

  @Test
  void nobody_at_the_keyboard_removes_nothing_without_yes() {
    Typed typed = remove();

    assertThat(typed.exit()).isEqualTo(2);
    assertThat(typed.err())
        .contains("Type prod to go on:", "Add --yes where that is what you want.");
    assertThat(account.done).isEmpty();
  }

  @Test
  void only_the_stage_s_own_name_goes_on() {
    Talk nobody = new Talk(System.out, System.err, Style.PLAIN);

    assertThatCode(() -> new Question(nobody, () -> Optional.of("prod ")).confirm("prod"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new Question(nobody, () -> Optional.of("yes")).confirm("prod"))
        .isInstanceOf(Problem.class)
        .hasMessage("That was \"yes\"; nothing was removed.");
  }

  private Typed remove(String... more) {
    Map<String, String> environment = new HashMap<>(account.environment());
    environment.put("PATH", programs.bin().toString());
    environment.put("SHEAF_HOME", folder.resolve("home").toString());
    return Typed.in(
        environment, Stream.concat(Stream.of("remove"), Stream.of(more)).toArray(String[]::new));
  }
}
