package farm.sheaf.deploy;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.AwsTrouble;
import farm.sheaf.account.Telling.Doing;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;

/**
 * The account's role for machines on spot. A new account has none, EC2 makes it by itself only for
 * who asks in the console, and without it no such machine starts.
 */
record SpotRole(AwsAccess access) implements Step {
  private static final String SERVICE = "spot.amazonaws.com";

  @Override
  public String title() {
    return "Role for spot machines";
  }

  @Override
  public Look look() {
    return new Look.Needed();
  }

  @Override
  public String run() {
    try (IamClient iam = access.configured(IamClient.builder(), "IAM").build()) {
      return access
          .telling()
          .telling(
              new Doing("making the role for spot machines", "iam:CreateServiceLinkedRole"),
              () -> made(iam));
    }
  }

  private static String made(IamClient iam) {
    try {
      iam.createServiceLinkedRole(request -> request.awsServiceName(SERVICE));
      return "made";
    } catch (InvalidInputException e) {
      if (String.valueOf(e.getMessage()).contains("has been taken in this account")) {
        return "already there";
      }
      throw e;
    } catch (IamException e) {
      if (AwsTrouble.of(e) == AwsTrouble.DENIED) {
        return "not made, for want of permission. If the account has none, workers run on demand"
            + " until somebody with iam:CreateServiceLinkedRole runs: aws iam"
            + " create-service-linked-role --aws-service-name "
            + SERVICE;
      }
      throw e;
    }
  }
}
