package farm.sheaf.infra.guard;

import farm.sheaf.infra.configuration.FarmConfiguration;
import farm.sheaf.infra.naming.FarmNames;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** What tells people that something is wrong, or expensive. */
public final class GuardStack extends Stack {
  public GuardStack(Construct scope, FarmNames names, FarmConfiguration configuration) {
    super(
        scope,
        names.stack("Guard"),
        StackProps.builder().description("Sheaf: budget and alarms").build());
    AlarmTopic alarms = new AlarmTopic(this, names, configuration.spending());
    new SpendingBudget(this, names, configuration.spending(), alarms.topic());
    new Alarms(this, names, configuration.workers().pools(), alarms.topic());
  }
}
