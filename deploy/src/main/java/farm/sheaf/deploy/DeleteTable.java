package farm.sheaf.deploy;

import farm.sheaf.account.Telling.Doing;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Deletes the table of jobs, which its stack left on purpose and which is protected until now. */
record DeleteTable(Target target) implements Step {
  @Override
  public String title() {
    return "Table " + target.table();
  }

  @Override
  public Look look() {
    return target
        .access()
        .telling()
        .telling(
            new Doing("looking for the table " + target.table(), "dynamodb:DescribeTable"),
            () -> {
              try {
                table().describeTable(request -> request.tableName(target.table()));
                return new Look.Needed();
              } catch (ResourceNotFoundException e) {
                return new Look.Done("not there");
              }
            });
  }

  @Override
  public String run() {
    target
        .access()
        .telling()
        .telling(
            new Doing("unprotecting the table " + target.table(), "dynamodb:UpdateTable"),
            () -> {
              table()
                  .updateTable(
                      request ->
                          request.tableName(target.table()).deletionProtectionEnabled(false));
              try (DynamoDbWaiter waiter = table().waiter()) {
                return waiter.waitUntilTableExists(request -> request.tableName(target.table()));
              }
            });
    target
        .access()
        .telling()
        .telling(
            new Doing("deleting the table " + target.table(), "dynamodb:DeleteTable"),
            () -> table().deleteTable(request -> request.tableName(target.table())));
    return "deleted";
  }

  private DynamoDbClient table() {
    return target.access().clients().dynamoDb();
  }
}
