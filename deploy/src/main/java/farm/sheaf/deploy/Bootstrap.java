package farm.sheaf.deploy;

import java.util.List;
import java.util.Map;

/**
 * Prepares the account and region for CDK, once for all farms: a bucket for packages, and roles.
 */
record Bootstrap(Deployment deployment, Stacks stacks) implements Step {
  private static final String STACK = "CDKToolkit";

  @Override
  public String title() {
    return "CDK's own stack";
  }

  @Override
  public Look look() {
    return stacks
        .find(STACK)
        .filter(each -> each.status().endsWith("_COMPLETE") && !each.failedAtBirth())
        .<Look>map(_ -> new Look.Done(STACK))
        .orElseGet(Look.Needed::new);
  }

  @Override
  public String run() {
    Target target = deployment.target();
    Shell.Call call =
        new Cdk(deployment.shell(), deployment.folders())
            .call(
                List.of("bootstrap", "aws://%s/%s".formatted(target.account(), target.region())),
                Map.of("sheaf:stage", target.stage().name()));
    Shell.Ended ended = deployment.shell().run(call);
    if (!ended.well()) {
      throw CdkTrouble.explain(deployment, call, ended);
    }
    return STACK + " made";
  }
}
