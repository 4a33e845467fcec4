package farm.sheaf.worker.render;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.frame.FrameSet;
import org.junit.jupiter.api.Test;

class SharesTest {
  @Test
  void where_no_frame_has_ended_each_goes_by_itself() {
    assertThat(Shares.of(FrameSet.range(2, 4), 0))
        .containsExactly(FrameSet.of(2), FrameSet.of(3), FrameSet.of(4));
  }

  @Test
  void else_as_many_go_together_as_fitted_into_the_time() {
    assertThat(Shares.of(FrameSet.parse("4-8,20-22"), 3))
        .containsExactly(FrameSet.parse("4-6"), FrameSet.parse("7-8,20"), FrameSet.parse("21-22"));
  }

  @Test
  void nothing_left_is_nothing_to_send() {
    assertThat(Shares.of(FrameSet.EMPTY, 0)).isEmpty();
  }
}
