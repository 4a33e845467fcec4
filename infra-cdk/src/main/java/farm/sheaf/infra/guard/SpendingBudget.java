package farm.sheaf.infra.guard;

import farm.sheaf.infra.configuration.Spending;
import farm.sheaf.infra.naming.FarmNames;
import java.util.List;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.budgets.CfnBudget.BudgetDataProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationWithSubscribersProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SpendProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SubscriberProperty;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * What the account may spend in a month. It counts the whole account: a budget by tag counts
 * nothing until somebody activates the tag for billing, and a guard must not sleep until then.
 */
final class SpendingBudget extends Construct {
  SpendingBudget(Construct scope, FarmNames names, Spending spending, Topic topic) {
    super(scope, "Budget");
    CfnBudget budget =
        CfnBudget.Builder.create(this, "Budget")
            .budget(
                BudgetDataProperty.builder()
                    .budgetName(names.staged("sheaf"))
                    .budgetType("COST")
                    .timeUnit("MONTHLY")
                    .budgetLimit(
                        SpendProperty.builder()
                            .amount(spending.dollarsPerMonth())
                            .unit("USD")
                            .build())
                    .build())
            .notificationsWithSubscribers(
                List.of(
                    notification("ACTUAL", 80, topic),
                    notification("ACTUAL", 100, topic),
                    notification("FORECASTED", 100, topic)))
            .build();
    // The budget asks whether it may speak when it is made.
    budget.getNode().addDependency(topic);
  }

  private static NotificationWithSubscribersProperty notification(
      String of, int percent, Topic topic) {
    return NotificationWithSubscribersProperty.builder()
        .notification(
            NotificationProperty.builder()
                .notificationType(of)
                .comparisonOperator("GREATER_THAN")
                .threshold(percent)
                .thresholdType("PERCENTAGE")
                .build())
        .subscribers(
            List.of(
                SubscriberProperty.builder()
                    .subscriptionType("SNS")
                    .address(topic.getTopicArn())
                    .build()))
        .build();
  }
}
