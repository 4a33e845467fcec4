package farm.sheaf.worker.blender;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.job.FailureKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastWordsTest {
  @Test
  void chatter_is_left_out_and_the_last_telling_lines_stay() {
    assertThat(
            LastWords.telling(
                List.of(
                    "Blender 3.4.1",
                    "Read blend: /a.blend",
                    "one",
                    "two",
                    "three",
                    "Fra:1 Mem:10M | Sample 1/2",
                    "four",
                    "Saved: '/x.png'",
                    " Time: 00:00.11 (Saving: 00:00.08)",
                    "",
                    "five",
                    "Blender quit")))
        .containsExactly("two", "three", "four", "five");
  }

  @Test
  void what_the_message_says_already_is_not_repeated() {
    assertThat(
            LastWords.message(
                "frame 1 did not render: Error: Cannot render, no camera",
                List.of("Error: Cannot render, no camera")))
        .isEqualTo("frame 1 did not render: Error: Cannot render, no camera");
  }

  @Test
  void memory_or_disk_that_ran_out_is_no_fault_of_the_scene() {
    assertThat(LastWords.kind(FailureKind.SCENE, "Error: System is out of GPU memory", List.of()))
        .isEqualTo(FailureKind.RESOURCE);
    assertThat(
            LastWords.kind(
                FailureKind.SCENE,
                "no image",
                List.of("Calloc returns null: len=8 in x", "No space left on device")))
        .isEqualTo(FailureKind.RESOURCE);
    assertThat(LastWords.kind(FailureKind.SCENE, "Error: Cannot render", List.of()))
        .isEqualTo(FailureKind.SCENE);
  }

  @Test
  void a_gpu_that_has_gone_is_this_workers_lack() {
    assertThat(
            LastWords.kind(
                FailureKind.SCENE,
                "Error: Found no Cycles device of the specified type",
                List.of()))
        .isEqualTo(FailureKind.WORKER);
  }
}
