package farm.sheaf.aws.table;

import static farm.sheaf.aws.table.Attributes.frames;
import static farm.sheaf.aws.table.Attributes.number;
import static farm.sheaf.aws.table.Attributes.time;

import farm.sheaf.core.job.FramePage;
import farm.sheaf.core.job.Run;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A page of a run's frames in its item: two bits a frame at most, so it stays below a kilobyte, and
 * next to nothing once all of it is done.
 */
record PageItem(Run run, int page) implements RevisedItems.Form<FramePage> {
  static FramePage read(Run run, Map<String, AttributeValue> item) {
    return new PageItem(run, number(item, "page")).read(item);
  }

  @Override
  public FramePage read(Map<String, AttributeValue> item) {
    return item.isEmpty()
        ? FramePage.untouched(page)
        : new FramePage(
            page,
            frames(item, "done", run.page(page)),
            frames(item, "failed", run.page(page)),
            time(item, "newsAt"));
  }

  @Override
  public Map<String, AttributeValue> write(FramePage value) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("page", number(page));
    item.put("newsAt", time(value.newsAt()));
    if (!value.done().isEmpty()) {
      item.put("done", frames(run.page(page), value.done()));
    }
    if (!value.failed().isEmpty()) {
      item.put("failed", frames(run.page(page), value.failed()));
    }
    return item;
  }
}
