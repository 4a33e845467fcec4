package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.Stage;
import farm.sheaf.deploy.Choices;
import farm.sheaf.deploy.Choices.Blender;
import farm.sheaf.deploy.Choices.Scaling;
import farm.sheaf.deploy.DeployFolders;
import farm.sheaf.deploy.Deployment;
import farm.sheaf.deploy.Shell;
import farm.sheaf.deploy.Steps;
import farm.sheaf.deploy.Target;
import farm.sheaf.local.home.FarmHome;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Json;
import farm.sheaf.talk.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings a farm into an AWS account, or brings one up to date. */
@Command(
    name = "deploy",
    description = "Make a farm in your AWS account, or bring it up to date; can be repeated.",
    footer = {
      "",
      "First time: ./sheaf deploy --region eu-central-1 --profile studio",
      "What it needs and what it makes: docs/operations/deploy.md"
    })
final class DeployCommand extends Verb {
  @Option(
      names = "--no-cluster",
      description = "No cluster: start workers yourself, on any host with Docker.")
  private boolean noCluster;

  @Option(
      names = "--overlay",
      paramLabel = "OVERLAY",
      completionCandidates = Words.Overlays.class,
      description =
          "How the cluster scales: keda (by waiting work, from none) or hpa (by CPU, 1 to 10)."
              + " Default: keda.")
  private String overlay = "keda";

  @Option(
      names = "--blender",
      paramLabel = "WHICH",
      completionCandidates = Words.Blenders.class,
      description =
          "In the workers' image: official (LTS, can denoise) or debian. Default: official.")
  private String blender = "official";

  @Option(
      names = "--max-workers",
      paramLabel = "N",
      description = "The most CPU workers at a time. Default: 10.")
  private int maxWorkers = 10;

  @Option(
      names = "--gpu",
      arity = "0..1",
      fallbackValue = "1",
      paramLabel = "N",
      description = "A pool of at most N GPU workers beside. Default: none; without N: 1.")
  private int gpu;

  @Option(
      names = "--api-cidr",
      paramLabel = "CIDR",
      description =
          "From where the cluster is reached, and from nowhere else; may be repeated. Default: from"
              + " here, and from where it was.")
  private List<String> cidrs = new ArrayList<>();

  @Option(
      names = "--admin",
      paramLabel = "ARN",
      description =
          "A role or user that may use the cluster beside you; may be repeated. Default: those that"
              + " may already.")
  private List<String> admins = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Another choice, such as budget-dollars=100 or alarm-email=td@example.com.")
  private Map<String, String> more = new LinkedHashMap<>();

  DeployCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    Stage stage = stage();
    Choices choices = choices();
    AwsAccess access = AwsAccess.of(environment());
    Target target = new Target(stage, access);
    DeployFolders folders =
        DeployFolders.of(root(), FarmHome.of(environment()).folder(), stage, access.region());
    Shell shell = new Shell(withJava(access.environment()), folders.log(), talk());
    Deployment deployment =
        new Deployment(target, choices, folders, shell, context().time().pause()::pause);
    Steps steps = new Steps(talk(), context().time().clock(), again(stage, access));
    talk().say("Deploying the farm \"%s\" into %s.".formatted(stage, access.region()));
    Map<String, String> results =
        context()
            .interruption()
            .during(
                () -> steps.run(deployment.steps()),
                () -> talk().say("Stopped. To go on: " + again(stage, access)));
    ObjectNode document = Json.object().put("stage", stage.name()).put("region", access.region());
    results.forEach(document.putObject("steps")::put);
    result(document, end(stage, access.region()));
    return ExitCode.DONE;
  }

  /** What builds Sheaf finds the JDK that runs it, also where there is none on {@code PATH}. */
  private static Map<String, String> withJava(Map<String, String> environment) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.put("JAVA_HOME", System.getProperty("java.home"));
    return all;
  }

  /** Where this Sheaf's sources are; the launcher says it. */
  static Path root() {
    return Optional.ofNullable(System.getProperty("sheaf.root"))
        .map(Path::of)
        .orElseThrow(
            () -> Problem.failed("Sheaf's sources are needed: start it with their ./sheaf."));
  }

  private Choices choices() {
    Scaling scaling = noCluster ? Scaling.NONE : Scaling.of(new Words.Overlays().checked(overlay));
    if (scaling == Scaling.HPA && gpu > 0) {
      throw Problem.usage("gpu: the overlay hpa has no GPU pool; leave out --gpu or --overlay");
    }
    if (noCluster && gpu > 0) {
      throw Problem.usage("gpu: without a cluster there are no pools; leave out --gpu");
    }
    return new Choices(
        scaling,
        Blender.of(new Words.Blenders().checked(blender)),
        new Choices.Workers(maxWorkers, gpu),
        new Choices.Access(cidrs, admins),
        more);
  }

  private String again(Stage stage, AwsAccess access) {
    return "./sheaf deploy --stage %s --region %s%s (and what else you chose)"
        .formatted(
            stage, access.region(), access.profile().map(name -> " --profile " + name).orElse(""));
  }

  private List<String> end(Stage stage, String region) {
    List<String> lines = new ArrayList<>();
    lines.add("The farm \"%s\" is up in %s.".formatted(stage, region));
    lines.add(
        "  render    ./sheaf render scene.blend --stage %s --region %s".formatted(stage, region));
    lines.add("  check     ./sheaf doctor --stage %s --region %s".formatted(stage, region));
    if (noCluster) {
      lines.add("  workers   none yet; docs/operations/deploy.md says how to start them");
    } else {
      lines.add(
          "  cost      the cluster costs about $160 a month while it rests; to remove it alone:");
      lines.add(
          "            ./sheaf remove --cluster-only --stage %s --region %s"
              .formatted(stage, region));
    }
    return lines;
  }
}
