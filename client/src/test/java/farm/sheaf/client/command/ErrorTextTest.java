package farm.sheaf.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ErrorTextTest {
  @TempDir private Path folder = Path.of("");
  private final FakeFarm farm = new FakeFarm().answers(200, Documents.completed());

  @Test
  void a_mistyped_scene_is_told_what_lies_near_it() throws IOException {
    Files.writeString(folder.resolve("rolling-ball.blend"), "BLENDER-v304");
    Files.writeString(folder.resolve("other.blend"), "BLENDER-v304");

    says(
        2,
        "There is no file FOLDER/roling-bal.blend.\nDid you mean FOLDER/rolling-ball.blend?\n",
        "render",
        in("roling-bal.blend"));
  }

  @Test
  void a_scene_far_from_all_is_told_what_there_is() throws IOException {
    Files.writeString(folder.resolve("other.blend"), "BLENDER-v304");

    says(
        2,
        "There is no file FOLDER/castle.blend.\nIn FOLDER: other.blend\n",
        "render",
        in("castle.blend"));
  }

  @Test
  void a_folder_that_is_not_there_is_named() {
    says(
        2,
        "There is no folder FOLDER/shots.\nCheck the path, or go there first with cd.\n",
        "render",
        in("shots/a.blend"));
  }

  @Test
  void a_folder_is_told_to_be_one() throws IOException {
    Files.writeString(folder.resolve("other.blend"), "BLENDER-v304");

    says(2, "FOLDER is a folder; give one .blend file.\nIn it: other.blend\n", "render", in(""));
  }

  @Test
  void an_image_called_blend_is_called_an_image() throws IOException {
    Files.write(folder.resolve("a.blend"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});

    says(
        2,
        """
        FOLDER/a.blend is a PNG image, not a Blender file.
        Give the .blend that you save in Blender.
        """,
        "render",
        in("a.blend"));
  }

  @Test
  void no_farm_says_how_to_get_one() {
    farm.state = FakeFarm.State.STOPPED;

    says(
        1,
        """
        No farm runs on this machine.
        Start one with ./sheaf up, or render at once with ./sheaf render FILE. For a farm on AWS: --stage STAGE
        """,
        "list");
  }

  @Test
  void a_second_farm_says_who_is_in_the_way() {
    says(
        1,
        """
        A farm runs already: process 4711 in /farm home.
        Stop it with: kill 4711; or name another folder in SHEAF_HOME.
        """,
        "up");
  }

  @Test
  void a_wrong_word_names_the_choice_and_the_nearest() throws IOException {
    Files.writeString(folder.resolve("a.blend"), "BLENDER-v304");

    says(
        2,
        "engine: \"cyles\" is unknown; write cycles, eevee, workbench; did you mean \"cycles\"?\n",
        "render",
        in("a.blend"),
        "--engine",
        "cyles");
  }

  @Test
  void row06_a_digit_that_is_none_is_refused_before_anything_starts() throws IOException {
    Files.writeString(folder.resolve("a.blend"), "BLENDER-v304");
    farm.state = FakeFarm.State.STOPPED;

    says(
        2,
        "frames: \"1-²\" is not a frame range; write it like \"1-250\", \"1-250x2\" or"
            + " \"5,9,20-30\"\n",
        "render",
        in("a.blend"),
        "--frames",
        "1-²");
    assertThat(farm.started).isZero();
  }

  @Test
  void an_unknown_command_names_the_nearest() {
    says(
        2,
        "There is no command \"statsu\".\nDid you mean status?\nSee: ./sheaf --help\n",
        "statsu");
  }

  @Test
  void an_unknown_option_names_the_nearest() throws IOException {
    says(
        2,
        "There is no option \"--frame\".\nDid you mean --frames?\nSee: ./sheaf requeue --help\n",
        "requeue",
        "ball-1",
        "--frame=3");
  }

  @Test
  void a_film_that_would_be_a_folder_is_refused_before_anything_starts() throws IOException {
    Files.writeString(folder.resolve("a.blend"), "BLENDER-v304");

    says(
        2,
        "FOLDER is a folder; name the film itself, such as --out \"FOLDER/film.mp4\".\n",
        "render",
        in("a.blend"),
        "--out",
        in(""));
    assertThat(farm.asked).isEmpty();
  }

  @Test
  void what_is_forbidden_has_its_own_exit_code() {
    FakeFarm strict = new FakeFarm().answers(403, "{\"message\": \"not yours\"}");

    assertThat(Typed.at(strict, "status", "ball-1"))
        .isEqualTo(new Typed(4, "", "sheaf: not yours\n"));
  }

  private String in(String name) {
    return name.isEmpty() ? folder.toString() : folder.resolve(name).toString();
  }

  private void says(int exit, String text, String... words) {
    Typed typed = Typed.at(farm, words);
    assertThat(typed.err().replace(folder.toString(), "FOLDER")).isEqualTo("sheaf: " + text);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.exit()).isEqualTo(exit);
  }
}
