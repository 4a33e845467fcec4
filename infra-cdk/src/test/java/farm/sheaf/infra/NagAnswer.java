package farm.sheaf.infra;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/**
 * Why one finding of cdk-nag at one resource is meant to be.
 *
 * @param resource its path below {@code Sheaf-STAGE-}, such as {@code
 *     Data/PngFiles/Bucket/Resource}
 * @param rule without the pack's name, such as {@code S1}
 * @param appliesTo which of the rule's findings; empty for a rule that has only one
 */
record NagAnswer(String resource, String rule, String appliesTo, String reason) {
  void addTo(App app, String stage) {
    String stack = "Sheaf-%s-%s".formatted(stage, resource.substring(0, resource.indexOf('/')));
    NagPackSuppression.Builder answer =
        NagPackSuppression.builder().id("AwsSolutions-" + rule).reason(reason);
    NagSuppressions.addResourceSuppressionsByPath(
        (Stack) app.getNode().findChild(stack),
        "/Sheaf-%s-%s".formatted(stage, resource),
        List.of(
            appliesTo.isEmpty() ? answer.build() : answer.appliesTo(List.of(appliesTo)).build()));
  }
}
