package farm.sheaf.deploy;

import farm.sheaf.talk.Problem;
import java.time.Duration;
import java.util.Optional;

/** Deletes one of the farm's stacks and waits until it is gone. */
record DeleteStack(Removal removal, Stacks stacks, String part) implements Step {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  /** The longest that CloudFormation was ever seen to take for a cluster is half of this. */
  private static final int LOOKS = 360;

  /** IAM's words for a role that an instance profile still holds; EKS takes that away by and by. */
  private static final String ROLE_HELD = "must remove roles from instance profile first";

  private static final Duration BEFORE_ANOTHER_TRY = Duration.ofMinutes(1);
  private static final int MORE_TRIES = 2;

  @Override
  public String title() {
    return "Stack " + name();
  }

  @Override
  public Look look() {
    return stacks.find(name()).isPresent() ? new Look.Needed() : new Look.Done("not there");
  }

  @Override
  public String run() {
    boolean under = stacks.find(name()).filter(StackState::deleting).isPresent();
    if (!under) {
      stacks.delete(name());
    }
    int triesLeft = MORE_TRIES;
    for (int i = 0; i < LOOKS; i++) {
      pause(BETWEEN_LOOKS);
      Optional<StackState> state = stacks.find(name());
      if (state.isEmpty()) {
        return "deleted";
      }
      if (!state.get().deleting()) {
        String reasons = stacks.reasons(name());
        if (!state.get().deleteFailed() || !reasons.contains(ROLE_HELD) || triesLeft == 0) {
          throw stopped(state.get(), reasons);
        }
        triesLeft--;
        pause(BEFORE_ANOTHER_TRY);
        stacks.delete(name());
      }
    }
    throw Problem.failed(
        "The stack %s is still being deleted after an hour.\nSee what it waits for: aws cloudformation describe-stack-events --stack-name %1$s"
            .formatted(name()));
  }

  private static Problem stopped(StackState state, String reasons) {
    return Problem.failed(
        "The stack %s is in %s:\n%s\nWhat stands in the way must go first; then run this again."
            .formatted(state.name(), state.status(), reasons.indent(4).stripTrailing()));
  }

  private String name() {
    return removal.target().stack(part);
  }

  private void pause(Duration duration) {
    removal.patience().pause(duration, "the deletion goes on by itself.");
  }
}
