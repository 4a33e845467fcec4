package farm.sheaf.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PausesTest {
  private final Pauses pauses = new Pauses(Duration.ofSeconds(2), Duration.ofSeconds(7));

  @Test
  void they_double_up_to_the_longest_and_begin_again_when_all_is_well() {
    assertThat(Stream.generate(pauses::next).limit(4).map(Duration::toSeconds))
        .containsExactly(2L, 4L, 7L, 7L);

    pauses.over();

    assertThat(pauses.next()).isEqualTo(Duration.ofSeconds(2));
  }
}
