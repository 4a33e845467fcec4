package farm.sheaf.aws.table;

import farm.sheaf.core.job.FrameFailure;
import farm.sheaf.core.job.FramePage;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.Run;
import farm.sheaf.core.job.Times;
import farm.sheaf.core.job.TimingPage;
import farm.sheaf.core.port.ProgressStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What is known of frames on DynamoDB: an item for each page, for its times, and for each failure.
 * {@link Key} tells where they stand.
 */
final class DynamoDbProgressStore implements ProgressStore {
  private static final FailureItem FAILURE = new FailureItem();

  private final Table table;
  private final RevisedItems items;

  DynamoDbProgressStore(Table table, RevisedItems items) {
    this.table = table;
    this.items = items;
  }

  @Override
  public Change update(JobId id, Run run, int page, UnaryOperator<FramePage> change) {
    RevisedItems.Change<FramePage> changed =
        items.change(Key.page(id, run.number(), page), new PageItem(run, page), change);
    return new Change(changed.before(), changed.after());
  }

  @Override
  public List<FramePage> pages(JobId id, Run run) {
    return table.query(id.value(), Key.pages(run.number())).stream()
        .map(item -> PageItem.read(run, item))
        .toList();
  }

  /** {@inheritDoc} Most frames fail once, which takes one request each. */
  @Override
  public void recordFailures(JobId id, int run, Collection<FrameFailure> failures) {
    Map<Integer, FrameFailure> heaviest = new TreeMap<>();
    failures.stream()
        .map(FailureItem::fitted)
        .forEach(failure -> heaviest.merge(failure.frame(), failure, FrameFailure::heavier));
    heaviest.forEach(
        (frame, failure) -> {
          Key key = Key.failure(id, run, frame);
          if (!items.create(key, FAILURE, Optional.of(failure))) {
            items.change(key, FAILURE, before -> Optional.of(heavier(before, failure)));
          }
        });
  }

  private static FrameFailure heavier(Optional<FrameFailure> before, FrameFailure failure) {
    return before.map(failure::heavier).orElse(failure);
  }

  @Override
  public List<FrameFailure> failures(JobId id, int run, int limit) {
    return table.query(id.value(), Key.failures(run), limit).stream()
        .map(FailureItem::readFailure)
        .toList();
  }

  @Override
  public void updateTimes(JobId id, Run run, int page, UnaryOperator<TimingPage> change) {
    items.change(Key.times(id, run.number(), page), new TimesItem(run, page), change);
  }

  @Override
  public Times times(JobId id) {
    return TimesItem.sum(table.query(id.value(), Key.TIMES));
  }
}
