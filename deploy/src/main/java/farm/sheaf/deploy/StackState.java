package farm.sheaf.deploy;

import farm.sheaf.talk.Problem;

/**
 * How a stack stands.
 *
 * @param status as CloudFormation spells it
 */
record StackState(String name, String status) {
  boolean exists() {
    return !status.equals("DELETE_COMPLETE");
  }

  /** Whether its very first deployment failed: such a stack can only be deleted. */
  boolean failedAtBirth() {
    return status.equals("ROLLBACK_COMPLETE") || status.equals("ROLLBACK_FAILED");
  }

  boolean deleting() {
    return status.equals("DELETE_IN_PROGRESS");
  }

  boolean deleteFailed() {
    return status.equals("DELETE_FAILED");
  }

  /** Refuses to deploy over a stack that would not take it. */
  void checkDeployable(String again) {
    boolean changing = status.endsWith("_IN_PROGRESS") && !status.contains("CLEANUP");
    if (changing && !status.equals("REVIEW_IN_PROGRESS")) {
      throw Problem.failed(
          "The stack %s is being changed already (%s).\nWait until that is done: aws cloudformation describe-stacks --stack-name %1$s"
              .formatted(name, status));
    }
    if (status.equals("UPDATE_ROLLBACK_FAILED")) {
      throw Problem.failed(
          "The stack %s failed to go back after an update that failed (%s).\nLet it try again: aws cloudformation continue-update-rollback --stack-name %1$s"
              .formatted(name, status));
    }
    if (deleteFailed()) {
      throw Problem.failed(
          "The stack %s was being removed, and that failed (%s).\nFinish that first: %s"
              .formatted(name, status, again));
    }
  }
}
