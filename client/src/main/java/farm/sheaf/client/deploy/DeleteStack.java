package farm.sheaf.client.deploy;

import farm.sheaf.client.talk.ExitCode;
import farm.sheaf.client.talk.Problem;
import java.time.Duration;
import java.util.Optional;

/** Deletes one of the farm's stacks and waits until it is gone. */
record DeleteStack(Removal removal, Stacks stacks, String part) implements Step {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  /** The longest that CloudFormation was ever seen to take for a cluster is half of this. */
  private static final int LOOKS = 360;

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
    for (int i = 0; i < LOOKS; i++) {
      pause();
      Optional<StackState> state = stacks.find(name());
      if (state.isEmpty()) {
        return "deleted";
      }
      if (!state.get().deleting()) {
        throw Problem.failed(
            "The stack %s is in %s:\n%s\nWhat stands in the way must go first; then run this again."
                .formatted(
                    name(),
                    state.get().status(),
                    stacks.reasons(name()).indent(4).stripTrailing()));
      }
    }
    throw Problem.failed(
        "The stack %s is still being deleted after an hour.\nSee what it waits for: aws cloudformation describe-stack-events --stack-name %1$s"
            .formatted(name()));
  }

  private String name() {
    return removal.target().stack(part);
  }

  private void pause() {
    try {
      removal.pause().pause(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(ExitCode.INTERRUPTED, "Interrupted; the deletion goes on by itself.", e);
    }
  }
}
