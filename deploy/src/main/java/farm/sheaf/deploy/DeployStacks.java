package farm.sheaf.deploy;

import farm.sheaf.talk.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deploys the farm's stacks. CDK compares them with what is there and changes nothing that is as it
 * should be, so this step is run every time.
 */
record DeployStacks(Deployment deployment, Stacks stacks) implements Step {
  @Override
  public String title() {
    return "Stacks";
  }

  @Override
  public Look look() {
    return new Look.Needed();
  }

  @Override
  public String run() {
    Target target = deployment.target();
    String removal =
        "./sheaf remove --stage %s --region %s".formatted(target.stage(), target.region());
    names().forEach(name -> stacks.find(name).ifPresent(state -> state.checkDeployable(removal)));
    List<String> words =
        new ArrayList<>(
            List.of("deploy", "--require-approval", "never", "--progress", "events", "--ci"));
    words.addAll(names());
    Shell.Call call = new Cdk(deployment.shell(), deployment.folders()).call(words, context());
    Shell.Ended ended = deployment.shell().run(call);
    if (!ended.well()) {
      throw failed(call, ended);
    }
    return String.join(", ", names());
  }

  private List<String> names() {
    Target target = deployment.target();
    List<String> names = new ArrayList<>();
    names.add(target.stack("Data"));
    names.add(target.stack("Functions"));
    names.add(target.stack("Guard"));
    if (deployment.choices().scaling().cluster()) {
      names.add(target.stack("Cluster"));
    }
    return List.copyOf(names);
  }

  private Map<String, String> context() {
    Choices choices = deployment.choices();
    String stage = deployment.target().stage().name();
    if (!choices.scaling().cluster()) {
      return choices.cdk(stage, List.of(), List.of());
    }
    ClusterDoor door = new ClusterDoor(deployment, stacks);
    return choices.cdk(stage, door.cidrs(), door.admins());
  }

  /** CloudFormation's own reasons come first: CDK's last words are often about something else. */
  private Problem failed(Shell.Call call, Shell.Ended ended) {
    Problem problem = CdkTrouble.explain(deployment, call, ended);
    Optional<StackState> broken =
        names().stream()
            .flatMap(name -> stacks.find(name).stream())
            .filter(state -> state.failedAtBirth() || state.status().endsWith("_FAILED"))
            .findFirst();
    if (broken.isEmpty()) {
      return problem;
    }
    StackState state = broken.get();
    String reasons = stacks.reasons(state.name());
    String advice = CdkTrouble.advice(reasons, deployment.target().region());
    return Problem.failed(
        "The stack %s is in %s:\n%s\n%s%s%s"
            .formatted(
                state.name(),
                state.status(),
                reasons.indent(4).stripTrailing(),
                advice.isEmpty() ? "" : advice + "\n",
                state.failedAtBirth()
                    ? "What was made of it is taken away and made anew by the next run.\n"
                    : "",
                problem.said()));
  }
}
