package farm.sheaf.core.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.core.job.InvalidRequestException;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameSetTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5-8        | 5 6 7 8             | 5-8",
        "10-12      | 10 11 12            | 10-12",
        "-3-3       | -3 -2 -1 0 1 2 3    | -3-3",
        "-10--8     | -10 -9 -8           | -10--8",
        "1-250x100  | 1 101 201           | 1-201x100",
        "7          | 7                   | 7",
        "-7         | -7                  | -7",
        "5,9,20-22  | 5 9 20 21 22        | 5,9,20-22",
        "3,1,2,2    | 1 2 3               | 1-3",
        "1, 4 ,9    | 1 4 9               | 1,4,9",
        "1,2        | 1 2                 | 1,2"
      })
  void is_written_as_people_write_it(String text, String frames, String canonical) {
    FrameSet set = FrameSet.parse(text);
    int[] expected = IntStream.of(ints(frames)).toArray();
    assertThat(set.stream().toArray()).isEqualTo(expected);
    assertThat(set).hasToString(canonical);
    assertThat(FrameSet.parse(set.toString())).isEqualTo(set);
  }

  /** A job's id follows from this text, so another spelling of a set would be another job. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0                     | 0",
        "1 2                   | 1,2",
        "1 2 3                 | 1-3",
        "1 3                   | 1,3",
        "1 3 5                 | 1-5x2",
        "1 2 3 5               | 1-3,5",
        "1 2 4 6 8             | 1,2-8x2",
        "1 3 5 6 7             | 1-5x2,6,7",
        "1 3 5 7 8 9 10        | 1-7x2,8-10",
        "-2 -1 0               | -2-0",
        "-9 -7 -5 -3           | -9--3x2",
        "-1048574 1048574      | -1048574,1048574",
        "-1048574 0 1048574    | -1048574-1048574x1048574",
        "5 9 20 21 22 24 26 28 | 5,9,20-22,24-28x2"
      })
  void each_set_has_the_one_text_that_it_always_had(String frames, String text) {
    assertThat(FrameSet.of(ints(frames))).hasToString(text);
  }

  @Test
  void the_empty_set_is_the_empty_text() {
    assertThat(FrameSet.EMPTY).hasToString("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "²          | not a frame range",
        "1-²        | not a frame range",
        "''         | not a frame range",
        "1-         | not a frame range",
        "1..5       | not a frame range",
        "a-b        | not a frame range",
        "1,,2       | not a frame range",
        "8-5        | write the smaller number first, \"5-8\"",
        "1-9x0      | step",
        "1-999999999| Blender's range",
        "99999999999999 | not a frame range",
        "0-100000   | at most 100,000",
        "1-60000,70000-120000 | at most 100,000",
        "-1048575   | Blender's range"
      })
  void row6_refuses_what_is_no_range_and_says_what_to_write(String text, String saying) {
    assertThatThrownBy(() -> FrameSet.parse(text))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(saying);
  }

  @Test
  void names_the_wrong_part_of_a_long_list_and_not_all_of_it() {
    String list = "1,".repeat(10_000) + "x7";
    assertThatThrownBy(() -> FrameSet.parse(list))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("\"x7\"")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
  }

  @Test
  void refuses_a_thousand_million_frames_without_counting_them_out() {
    assertThatThrownBy(() -> FrameSet.range(1, 1_000_000_000))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void reads_back_any_set_that_it_writes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      int size = random.nextInt(40);
      FrameSet set = FrameSet.of(random.ints(size, -60, 60).toArray());
      if (!set.isEmpty()) {
        assertThat(FrameSet.parse(set.toString())).as("seed %d", seed).isEqualTo(set);
      }
    }
  }

  @Test
  void adds_removes_and_intersects() {
    FrameSet set = FrameSet.parse("1-10");
    assertThat(set.minus(FrameSet.parse("2-9"))).isEqualTo(FrameSet.of(1, 10));
    assertThat(set.intersect(FrameSet.parse("8-20"))).isEqualTo(FrameSet.parse("8-10"));
    assertThat(set.union(FrameSet.of(12))).hasToString("1-10,12");
    assertThat(set.containsAll(FrameSet.of(1, 10))).isTrue();
    assertThat(set.containsAll(FrameSet.of(0))).isFalse();
    assertThat(set.indexOf(10)).isEqualTo(9);
    assertThat(set.indexOf(11)).isEqualTo(-1);
  }

  private static int[] ints(String text) {
    return java.util.Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
  }
}
