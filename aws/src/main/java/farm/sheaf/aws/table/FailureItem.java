package farm.sheaf.aws.table;

import static farm.sheaf.aws.table.Attributes.cut;
import static farm.sheaf.aws.table.Attributes.number;
import static farm.sheaf.aws.table.Attributes.text;

import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.FrameFailure;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Why a frame will not come, in an item of its own. */
final class FailureItem implements RevisedItems.Form<Optional<FrameFailure>> {
  private static final int LONGEST_MESSAGE = 1_000;

  /** A failure as it can be stored: its message is no longer than a person reads. */
  static FrameFailure fitted(FrameFailure failure) {
    return new FrameFailure(
        failure.frame(),
        failure.kind(),
        cut(failure.message(), LONGEST_MESSAGE),
        failure.attempts());
  }

  static FrameFailure readFailure(Map<String, AttributeValue> item) {
    return new FrameFailure(
        number(item, "frame"),
        FailureKind.of(text(item, "kind")),
        text(item, "message"),
        number(item, "attempts"));
  }

  @Override
  public Optional<FrameFailure> read(Map<String, AttributeValue> item) {
    return Optional.of(item).filter(it -> !it.isEmpty()).map(FailureItem::readFailure);
  }

  @Override
  public Map<String, AttributeValue> write(Optional<FrameFailure> value) {
    FrameFailure failure = value.orElseThrow();
    return Map.of(
        "frame", number(failure.frame()),
        "kind", text(failure.kind().word()),
        "message", text(failure.message()),
        "attempts", number(failure.attempts()));
  }
}
