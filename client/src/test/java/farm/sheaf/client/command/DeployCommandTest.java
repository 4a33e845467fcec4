package farm.sheaf.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.aws.StubServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments with programs that note how they are called, in an account over HTTP. */
final class DeployCommandTest {
  /** Renders one object, whatever the overlay. */
  private static final String KUBECTL =
      """
      case "$1" in
        version) echo '{"gitVersion": "v1.31.0"}';;
        kustomize) echo '{"apiVersion": "keda.sh/v1alpha1", "kind": "ScaledJob", "metadata":
          {"name": "rendered", "namespace": "sheaf"}}' >"$4";;
      esac\
      """;

  @TempDir private Path folder = Path.of("");
  private FakePrograms programs = new FakePrograms(folder);
  private FakeAccount account = new FakeAccount(folder);

  @BeforeEach
  void aCheckoutAndPrograms() throws IOException {
    account.close();
    account = new FakeAccount(folder);
    Path root = folder.resolve("root");
    for (String module :
        List.of(
            "core",
            "json",
            "aws",
            "worker",
            "server-function",
            "watcher-function",
            "logger-function")) {
      Files.createDirectories(root.resolve(module).resolve("src/main"));
      Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>");
    }
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.createDirectories(root.resolve("cluster/overlays"));
    Files.createDirectories(root.resolve("infra-cdk"));
    System.setProperty("sheaf.root", root.toString());
    programs =
        FakePrograms.in(folder)
            .has("node", "echo v22.1.0")
            .has(
                "npx",
                "echo 10.2.0; case \"$*\" in *' deploy '*) touch '%s/deployed';; esac"
                    .formatted(folder))
            .has("kubectl", KUBECTL)
            .has(
                "docker",
                "case \"$1\" in push) touch '%s/pushed';; login) cat >'%s/password';; esac"
                    .formatted(folder, folder));
    programs.write(root.resolve("mvnw"), "");
    programs.write(root.resolve("cluster/image/build"), "");
  }

  @AfterEach
  void close() {
    account.close();
    System.clearProperty("sheaf.root");
  }

  @Test
  void the_steps_are_told_and_done_in_order() throws IOException {
    Typed typed = deploy();

    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(typed.err().lines().filter(line -> !line.endsWith("...")))
        .startsWith(
            "Deploying the farm \"prod\" into us-east-1.",
            "[1/11] Programs on this machine: node 22.1, npx 10.2, kubectl 1.31, docker",
            "[2/11] AWS account: 123456789012 in us-east-1, as"
                + " arn:aws:sts::123456789012:assumed-role/Artist/anna",
            "[3/11] Names: free",
            "[4/11] Function packages: built",
            "[5/11] CDK's own stack: CDKToolkit made")
        .endsWith("[11/11] Workers on the cluster: overlay keda");
    assertThat(steps())
        .containsExactly(
            "mvnw package",
            "npx bootstrap",
            "npx deploy",
            "build",
            "docker login",
            "docker push",
            "kubectl kustomize");
    assertThat(account.cluster.done)
        .containsExactly(
            "apply namespaces/keda",
            "apply deployments/keda-operator",
            "apply scaledjobs/rendered");
    assertThat(folder.resolve("password")).hasContent("sesame");
    assertThat(typed.out()).startsWith("The farm \"prod\" is up in us-east-1.\n");
  }

  @Test
  void what_was_chosen_reaches_the_stacks() {
    deploy(
        "--max-workers",
        "32",
        "--gpu",
        "2",
        "--set",
        "budget-dollars=100",
        "--admin",
        "arn:aws:iam::1:role/b");

    assertThat(programs.called().stream().filter(call -> call.contains(" deploy ")).findFirst())
        .hasValueSatisfying(
            call ->
                assertThat(call)
                    .contains("aws-cdk@2.1148.1 deploy --require-approval never")
                    .contains(
                        "Sheaf-prod-Data Sheaf-prod-Functions Sheaf-prod-Guard Sheaf-prod-Cluster")
                    .contains(
                        "--context"
                            + " sheaf:admins=arn:aws:iam::123456789012:role/team/Artist,arn:aws:iam::1:role/b")
                    .contains("--context sheaf:api-cidrs=203.0.113.7/32")
                    .contains("--context sheaf:budget-dollars=100")
                    .contains("--context sheaf:max-workers-cpu=32")
                    .contains("--context sheaf:max-workers-gpu=2"));
  }

  @Test
  void whom_the_farm_has_let_in_stays_so_and_who_came_by_hand_is_not_stated() {
    account.cidrs.addAll(List.of("198.51.100.9/32", "0.0.0.0/0"));
    account.admins.addAll(
        List.of("arn:aws:iam::123456789012:role/Colleague", "arn:aws:iam::123456789012:role/Coll"));
    account.stacks.put("Sheaf-prod-Cluster", "CREATE_COMPLETE");
    account.accessEntries.add("arn:aws:iam::123456789012:role/Colleague");

    deploy();

    assertThat(programs.called().stream().filter(call -> call.contains(" deploy ")).findFirst())
        .hasValueSatisfying(
            call ->
                assertThat(call)
                    .contains("sheaf:api-cidrs=203.0.113.7/32,198.51.100.9/32 ")
                    .contains(
                        "sheaf:admins=arn:aws:iam::123456789012:role/team/Artist,"
                            + "arn:aws:iam::123456789012:role/Colleague "));
  }

  @Test
  void a_deployment_that_may_not_see_who_is_let_in_shuts_nobody_out() {
    account.mayListAdmins = false;

    Typed typed = deploy();

    assertThat(typed.exit()).isEqualTo(4);
    assertThat(typed.err())
        .contains("[6/11] Stacks failed.", "needs the permission eks:ListAccessEntries");
    assertThat(steps()).doesNotContain("npx deploy");
  }

  @Test
  void keda_that_cannot_be_fetched_names_the_address_and_another_way() {
    account.keda = 503;

    Typed typed = deploy();

    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err())
        .contains(
            "[9/11] KEDA failed.", "/keda.yaml: it answers with status 503.", "SHEAF_KEDA_URL");
    assertThat(account.cluster.done).isEmpty();
  }

  @Test
  void what_was_done_on_the_cluster_is_in_the_log() throws IOException {
    deploy();

    assertThat(Files.readString(folder.resolve("home/aws/us-east-1-prod/deploy.log")))
        .contains("Deployment keda-operator applied\n", "ScaledJob rendered applied\n");
  }

  @Test
  void an_add_on_that_breaks_says_where_to_look() {
    account.addonEnds = "CREATE_FAILED";

    assertThat(deploy("--overlay", "hpa").err())
        .contains(
            "[9/11] Metrics failed.",
            "The add-on metrics-server could not be made to work.",
            "aws eks describe-addon --region us-east-1 --cluster-name worker-cluster-prod");
  }

  @Test
  void a_role_for_spot_machines_that_is_there_is_left_as_it_is() {
    account.spotRole =
        "InvalidInput: Service role name AWSServiceRoleForEC2Spot has been taken in this account,"
            + " please try a different suffix.";

    Typed typed = deploy();

    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(typed.err()).contains("[10/11] Role for spot machines: already there\n");
    assertThat(account.done).contains("make the role for spot machines");
  }

  @Test
  void who_may_not_make_the_role_for_spot_machines_is_told_who_can() {
    account.spotRole = "AccessDenied: not authorized to perform that";

    Typed typed = deploy();

    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(typed.err())
        .contains(
            "workers run on demand until somebody with iam:CreateServiceLinkedRole runs: aws iam"
                + " create-service-linked-role --aws-service-name spot.amazonaws.com\n");
  }

  @Test
  void another_failure_with_the_role_for_spot_machines_stops() {
    account.spotRole = "LimitExceeded: The account has too many roles";

    assertThat(deploy().err())
        .contains("[10/11] Role for spot machines failed.", "The account has too many roles");
  }

  @Test
  void the_overlay_names_image_and_settings() throws IOException {
    deploy("--max-workers", "32");

    Path overlay = folder.resolve("home/aws/us-east-1-prod/overlay");
    assertThat(Files.readString(overlay.resolve("kustomization.yaml")))
        .contains("  - ../../../../root/cluster/overlays/keda\n")
        .contains("newName: 123456789012.dkr.ecr.us-east-1.amazonaws.com/sheaf-worker-prod\n")
        .contains("digest: sha256:abc\n");
    assertThat(Files.readString(overlay.resolve("deployment.yaml")))
        .contains("  cpuLimit: \"64\"\n")
        .contains("  gpuQueueUrl: \"https://sqs/1/JobQueueGpu-prod\"\n");
    assertThat(overlay.resolve("worker.env"))
        .hasContent("AWS_REGION=us-east-1\nSHEAF_JOB_TABLE=JobTable-prod\n");
  }

  @Test
  void a_second_deployment_does_only_what_is_left_to_do() {
    deploy();
    account.stacks.put("CDKToolkit", "CREATE_COMPLETE");
    packagesAreBuilt();
    programs.forget();

    Typed typed = deploy();

    assertThat(typed.err())
        .contains("[4/11] Function packages: built (already there)\n")
        .contains("[5/11] CDK's own stack: CDKToolkit (already there)\n")
        .containsPattern("\\[7/11\\] Workers' image: [0-9a-f]{12} \\(already there\\)\n");
    assertThat(steps()).containsExactly("npx deploy", "kubectl kustomize");
    assertThat(typed.err()).contains("[9/11] KEDA: 2.20.1 (already there)\n");
  }

  @Test
  void a_step_that_fails_says_which_why_and_how_to_go_on() {
    programs.has(
        "docker", "case \"$1\" in push) echo part 1 of 3; echo no route to host; exit 5;; esac");

    Typed typed = deploy();

    assertThat(typed.exit()).isEqualTo(1);
    assertThat(typed.err())
        .contains(
            """
            sheaf: [7/11] Workers' image failed.
            docker ended with 5. Its last words:
                part 1 of 3
                no route to host
            A push that broke off goes on with the parts that are not there yet.
            All of it: %s
            What is done stays. Once this is mended, the same command goes on from here:
              ./sheaf deploy --stage prod --region us-east-1 (and what else you chose)
            """
                .formatted(folder.resolve("home/aws/us-east-1-prod/deploy.log")));
    assertThat(account.cluster.done).isEmpty();
  }

  @Test
  void programs_that_lack_are_told_all_at_once() {
    programs.lacks("node");
    programs.has("docker", "exit 1");
    programs.has("kubectl", "echo '{\"gitVersion\": \"v1.20.2\"}'");

    assertThat(deploy().err())
        .contains(
            """
            sheaf: [1/11] Programs on this machine failed.
            This machine lacks:
              - Node.js 20 or later, for AWS CDK: https://nodejs.org, or your system's package nodejs
                (node is not there)
              - kubectl 1.27 or later (Debian 12's own is too old): https://kubernetes.io/docs/tasks/tools
                (kubectl is 1.20)
              - Docker or Podman that answers, to build the workers' image: apt-get install podman, or \
            https://docs.docker.com/engine/install
                (docker is there but does not answer; podman is not there)
            Install them and try again.
            Nothing was changed.
            """);
  }

  @Test
  void a_bucket_name_of_another_account_is_told_before_anything_is_made() {
    account.buckets.put("png-files-bucket-prod-123456789012-us-east-1", -2);

    assertThat(deploy().err())
        .contains(
            """
            sheaf: [3/11] Names failed.
            The bucket name png-files-bucket-prod-123456789012-us-east-1 is taken by another \
            account, and names of buckets are one for all of AWS.
            Choose another stage: --stage NAME
            Nothing was changed.
            """);
  }

  @Test
  void a_bucket_left_by_an_earlier_farm_says_how_to_go_on() {
    account.buckets.put("render-files-bucket-prod-123456789012-us-east-1", 3);

    assertThat(deploy().err())
        .contains("is there already, but the stack Sheaf-prod-Data is not")
        .contains("./sheaf remove --stage prod --region us-east-1 --with-data");
  }

  @Test
  void no_quota_for_gpus_is_told_before_anything_is_made() {
    account.quotas.put("L-DB2E81BA", "0.0");

    assertThat(deploy("--gpu").err())
        .contains(
            "The account may run no machines with GPUs in us-east-1: its quotas are 0 vCPUs on"
                + " demand and 0 on spot, and the smallest such machine has 4.")
        .contains("aws service-quotas request-service-quota-increase --region us-east-1")
        .contains("--quota-code L-DB2E81BA")
        .contains("Nothing was changed.");
  }

  @Test
  void a_quota_of_either_kind_will_do() {
    assertThat(deploy("--gpu").err())
        .contains("[3/12] Quota of GPU machines: 8 vCPUs on demand, 0 on spot\n");
  }

  @Test
  void a_quota_that_cannot_be_read_says_why_and_stops_nobody() {
    account.quotas.remove("L-3819A6DF");

    Typed typed = deploy("--gpu");

    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(typed.err())
        .contains("Quota of GPU machines: unknown, because it could not be read: ")
        .contains("needs the permission servicequotas:GetServiceQuota")
        .contains("A quota of 0 would leave GPU jobs waiting\n");
  }

  @Test
  void a_stack_that_failed_at_birth_says_why_and_that_the_next_run_mends_it() {
    programs.has(
        "npx", "echo 10.2.0; case \"$*\" in *' deploy '*) echo 'the stack failed'; exit 1;; esac");
    account.stacks.put("Sheaf-prod-Data", "ROLLBACK_COMPLETE");
    account.reason = "You already have as many: LimitExceeded";

    assertThat(deploy().err())
        .contains(
            """
            The stack Sheaf-prod-Data is in ROLLBACK_COMPLETE:
                Films: You already have as many: LimitExceeded
            A quota of the account is used up: ask for more in Service Quotas, or choose another \
            --region.
            What was made of it is taken away and made anew by the next run.
            npx ended with 1. Its last words:
            """);
  }

  @Test
  void a_stack_that_somebody_else_is_changing_is_left_alone() {
    account.stacks.put("Sheaf-prod-Functions", "UPDATE_IN_PROGRESS");

    assertThat(deploy().err())
        .contains("The stack Sheaf-prod-Functions is being changed already (UPDATE_IN_PROGRESS).");
    assertThat(steps()).doesNotContain("npx deploy");
  }

  @Test
  void without_a_cluster_neither_image_nor_kubectl_is_needed() {
    programs.lacks("kubectl");
    programs.lacks("docker");

    Typed typed = deploy("--no-cluster");

    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(steps()).containsExactly("mvnw package", "npx bootstrap", "npx deploy");
    assertThat(programs.called().getLast())
        .contains("sheaf:cluster=no")
        .doesNotContain("-Cluster ");
  }

  @Test
  void the_other_overlay_measures_cpu_and_takes_the_first_one_s_workers_away() {
    account.cluster.has("/apis/keda.sh/v1alpha1/namespaces/sheaf/scaledjobs/worker-cpu", "{}");

    Typed typed = deploy("--overlay", "hpa");

    assertThat(typed.err()).contains("[9/11] Metrics: metrics-server").contains("overlay hpa");
    assertThat(account.done).contains("add metrics");
    assertThat(account.cluster.done).contains("delete scaledjobs/worker-cpu");
  }

  @Test
  void the_root_user_is_told_to_be_nobody_s_work_account() {
    account.identity = "arn:aws:iam::123456789012:root";

    assertThat(deploy().err())
        .contains("the account's root user, which cannot administer a cluster");
  }

  @Test
  void wrong_choices_are_told_before_anything_is_looked_at() {
    assertThat(deploy("--overlay", "kedda").err())
        .isEqualTo(
            "sheaf: overlay: \"kedda\" is unknown; write keda, hpa; did you mean \"keda\"?\n");
    assertThat(deploy("--max-workers", "0").err())
        .isEqualTo("sheaf: max-workers: 0; write a number from 1 to 1,000\n");
    assertThat(deploy("--overlay", "hpa", "--gpu").exit()).isEqualTo(2);
    assertThat(programs.called()).isEmpty();
  }

  private Typed deploy(String... more) {
    try (StubServer address = new StubServer(_ -> new StubServer.Answer(200, "203.0.113.7\n"))) {
      Map<String, String> environment = new HashMap<>(account.environment());
      environment.put("PATH", programs.bin().toString());
      environment.put("SHEAF_HOME", folder.resolve("home").toString());
      environment.put(
          "SHEAF_KEDA_URL", account.environment().get("AWS_ENDPOINT_URL") + "/keda.yaml");
      environment.put(
          "SHEAF_ADDRESS_URL", address.environment().getOrDefault("AWS_ENDPOINT_URL", ""));
      return Typed.in(
          environment, Stream.concat(Stream.of("deploy"), Stream.of(more)).toArray(String[]::new));
    }
  }

  /** The calls that change something, each with its first words. */
  private List<String> steps() {
    return programs.called().stream()
        .filter(call -> !call.matches("(node|npx) --version|docker info|kubectl version.*"))
        .map(
            call ->
                call.replaceFirst("npx --yes \\S+", "npx")
                    .replaceFirst("mvnw .* package.*", "mvnw package")
                    .replaceFirst("(?<=^(npx|kubectl|docker|build)) (\\w*).*", " $2")
                    .strip())
        .toList();
  }

  private void packagesAreBuilt() {
    try {
      for (String each : List.of("server-function", "watcher-function", "logger-function")) {
        Path target = folder.resolve("root").resolve(each).resolve("target");
        Files.createDirectories(target);
        Files.writeString(target.resolve(each + "-lambda.jar"), "jar");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
