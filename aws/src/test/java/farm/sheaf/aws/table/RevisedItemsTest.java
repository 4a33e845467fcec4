package farm.sheaf.aws.table;

import static farm.sheaf.aws.table.SampleJob.ID;
import static farm.sheaf.aws.table.SampleJob.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.FramePage;
import farm.sheaf.core.job.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RevisedItemsTest {
  private static final Run RUN = SampleJob.queued(1, FrameSet.range(1, 500)).run();
  private static final Key KEY = Key.page(ID, 1, 0);

  private final List<Integer> pauses = new ArrayList<>();
  private final RevisedItems items = new RevisedItems(TestTable.create().table(), pauses::add);

  private FramePage done(int frame) {
    return items
        .change(KEY, new PageItem(RUN, 0), page -> page.found(FrameSet.of(frame), FrameSet.EMPTY))
        .after();
  }

  @Test
  void who_is_always_overtaken_gives_up_and_says_what_to_do() {
    int[] others = {0};
    assertThatThrownBy(
            () ->
                items.change(
                    KEY,
                    new PageItem(RUN, 0),
                    page -> {
                      done(++others[0]);
                      return page.found(FrameSet.of(500), FrameSet.EMPTY);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("page#0001#0000")
        .hasMessageContaining(ID.value())
        .hasMessageContaining("come again");
    assertThat(others[0]).isEqualTo(RevisedItems.TRIES);
    assertThat(pauses)
        .containsExactlyElementsOf(IntStream.rangeClosed(2, RevisedItems.TRIES).boxed().toList());
    assertThat(done(1).done()).isEqualTo(FrameSet.range(1, RevisedItems.TRIES));
  }

  @Test
  void only_the_first_creates_an_item() {
    PageItem form = new PageItem(RUN, 0);
    FramePage first = FramePage.untouched(0).plus(FrameSet.of(1), FrameSet.EMPTY, NOW);
    assertThat(items.create(KEY, form, first)).isTrue();
    assertThat(items.create(KEY, form, FramePage.untouched(0))).isFalse();
    assertThat(items.change(KEY, form, page -> page).after()).isEqualTo(first);
  }
}
