package farm.sheaf.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpellingTest {
  @Test
  void the_nearest_known_word_takes_the_fewest_changes_whatever_the_case() {
    assertThat(Spelling.nearest("FRAMSE", List.of("file", "frames", "fps"))).isEqualTo("frames");
  }

  @Test
  void words_that_differ_by_much_are_not_near() {
    assertThat(Spelling.near("status", List.of("render", "list"))).isEmpty();
  }

  @Test
  void at_most_three_are_near_the_nearest_first_and_equals_by_the_alphabet() {
    assertThat(Spelling.near("prod", List.of("prud", "prod", "pro", "brod", "prodab")))
        .containsExactly("prod", "brod", "pro");
  }
}
