package farm.sheaf.worker.blender;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.job.Denoise;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.Missing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scene that cannot be rendered is refused at once, with what is wrong and what to do. */
class RefusalTest {
  private static final Asked AS_SAVED = Asked.frames("1-6");

  @TempDir private Path folder;

  @Test
  void a_scene_without_a_camera_is_refused_in_blenders_words() throws IOException {
    assertThat(refusal(TestScenes.scene("no-camera"), AS_SAVED))
        .contains("Cannot render, no camera", "\"Scene\"", "upload the file again");
  }

  @Test
  void an_unknown_scene_is_refused_with_the_names_that_there_are() throws IOException {
    assertThat(refusal(TestScenes.scene("two-scenes"), AS_SAVED.scene("Third")))
        .isEqualTo("scene: this file has no scene \"Third\"; it has \"Main\", \"Second\"");
  }

  @Test
  void an_unknown_camera_is_refused_with_the_names_that_there_are() throws IOException {
    assertThat(refusal(TestScenes.scene("two-scenes"), AS_SAVED.camera("Mover")))
        .isEqualTo("camera: scene \"Main\" has no camera \"Mover\"; it has \"Camera\", \"Side\"");
  }

  @Test
  void a_missing_library_is_refused_also_where_missing_files_only_warn() throws IOException {
    assertThat(refusal(TestScenes.scene("missing-library"), AS_SAVED))
        .contains("missing library: //gone-library.blend", "make it local");
  }

  @Test
  void a_missing_image_is_refused_where_the_job_says_so() throws IOException {
    assertThat(refusal(TestScenes.scene("missing-image"), AS_SAVED.missing(Missing.FAIL)))
        .contains("missing image: //textures/gone.png", "Pack", "missing: warn");
  }

  @Test
  void denoising_that_must_be_is_refused_where_there_is_no_denoiser() throws IOException {
    Assumptions.assumeFalse(
        ((BlenderProbe.Able) InstalledBlender.program().probe())
            .features()
            .contains(BlenderProbe.Able.DENOISER),
        "skipped: this Blender has the denoiser");
    assertThat(refusal(TestScenes.scene("tiny"), AS_SAVED.denoise(Denoise.ON)))
        .contains("denoise: on", "built without OpenImageDenoise", "denoise: auto");
  }

  @Test
  void a_file_in_the_format_of_a_later_blender_is_refused_with_both_versions() throws IOException {
    assertThat(refusal(TestScenes.scene("newer"), AS_SAVED))
        .contains("saved by Blender 5.0", "this worker has Blender " + version(), "save it with")
        .contains("not a blend file");
  }

  @Test
  void a_file_of_a_later_blender_that_still_opens_is_refused_with_both_versions()
      throws IOException {
    byte[] file = Files.readAllBytes(TestScenes.scene("tiny"));
    byte[] header = "BLENDER-v905".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(header, 0, file, 0, header.length);
    Path later = Files.write(folder.resolve("later.blend"), file);
    assertThat(refusal(later, AS_SAVED)).contains("saved by Blender 9.5", version(), "save it");
  }

  @Test
  void a_damaged_file_is_refused_in_blenders_words() throws IOException {
    byte[] file = Files.readAllBytes(TestScenes.scene("tiny"));
    Path half = Files.write(folder.resolve("half.blend"), Arrays.copyOf(file, file.length / 2));
    assertThat(refusal(half, AS_SAVED)).contains("could not open the file", "Missing DNA block");
  }

  private static String version() {
    return ((BlenderProbe.Able) InstalledBlender.program().probe()).version();
  }

  private String refusal(Path scene, Asked asked) throws IOException {
    OpenResult.Refused refused = new Stage(folder).refused(scene, asked);
    assertThat(refused.kind()).isEqualTo(FailureKind.SCENE);
    return refused.message();
  }
}
