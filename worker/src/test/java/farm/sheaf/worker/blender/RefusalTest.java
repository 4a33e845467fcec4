package farm.sheaf.worker.blender;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.job.Denoise;
import farm.sheaf.core.job.Engine;
import farm.sheaf.core.job.FailureKind;
import farm.sheaf.core.job.Missing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    assertThat(lacking(TestScenes.scene("tiny"), AS_SAVED.denoise(Denoise.ON)))
        .contains("denoise: on", "built without OpenImageDenoise", "denoise: auto");
  }

  @Test
  void a_file_in_the_format_of_a_later_blender_is_refused_with_both_versions() throws IOException {
    assertThat(lacking(TestScenes.scene("newer"), AS_SAVED))
        .contains("saved by Blender 5.0", "this worker has Blender " + version(), "save it with")
        .contains("not a blend file");
  }

  @Test
  void a_file_of_a_later_blender_that_still_opens_is_refused_with_both_versions()
      throws IOException {
    assertThat(lacking(later(), AS_SAVED)).contains("saved by Blender 9.5", version(), "save it");
  }

  @Test
  void a_file_of_a_later_blender_that_this_one_crashes_on_is_for_another_worker()
      throws IOException {
    Path blender =
        program("case \"$*\" in *--disable-autoexec*) kill -SEGV $$;; esac; exec %s \"$@\"");

    assertThat(lacking(blender, later(), AS_SAVED)).contains("saved by Blender 9.5", version());
  }

  @Test
  void a_file_of_this_blender_that_it_crashes_on_is_tried_again() throws IOException {
    Path blender =
        program("case \"$*\" in *--disable-autoexec*) kill -SEGV $$;; esac; exec %s \"$@\"");

    assertThat(opened(blender, TestScenes.scene("tiny"), AS_SAVED).kind())
        .isEqualTo(FailureKind.CRASH);
  }

  @Test
  void an_engine_that_this_blender_does_not_have_is_for_another_worker() throws IOException {
    Path blender =
        program(
            "exec %s --python-expr \"import addon_utils; addon_utils.disable('cycles')\" \"$@\"");

    assertThat(lacking(blender, TestScenes.scene("tiny"), AS_SAVED))
        .contains("the render engine CYCLES", "not have");
    assertThat(lacking(blender, TestScenes.scene("tiny"), AS_SAVED.engine(Engine.CYCLES)))
        .contains("engine: this Blender", "built without cycles");
  }

  @Test
  void a_damaged_file_is_refused_in_blenders_words() throws IOException {
    byte[] file = Files.readAllBytes(TestScenes.scene("tiny"));
    Path half = Files.write(folder.resolve("half.blend"), Arrays.copyOf(file, file.length / 2));
    assertThat(refusal(half, AS_SAVED)).contains("could not open the file", "Missing DNA block");
  }

  /** A small scene whose header says that a far later Blender saved it. */
  private Path later() throws IOException {
    byte[] file = Files.readAllBytes(TestScenes.scene("tiny"));
    byte[] header = "BLENDER-v905".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(header, 0, file, 0, header.length);
    return Files.write(folder.resolve("later.blend"), file);
  }

  /** A script that stands where Blender would, and is given Blender's place. */
  private Path program(String script) throws IOException {
    String text = "#!/bin/bash\n" + script.formatted(InstalledBlender.program().executable());
    Path program = Files.writeString(folder.resolve("blender"), text + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }

  private String lacking(Path blender, Path scene, Asked asked) throws IOException {
    OpenResult.Refused refused = opened(blender, scene, asked);
    assertThat(refused.kind()).isEqualTo(FailureKind.WORKER);
    return refused.message();
  }

  private OpenResult.Refused opened(Path blender, Path scene, Asked asked) throws IOException {
    Path scratch = Files.createTempDirectory(folder, "session");
    return (OpenResult.Refused)
        new BlenderSessions(new BlenderProgram(blender))
            .open(new SceneSetup(scene, asked.spec(), scratch));
  }

  private static String version() {
    return ((BlenderProbe.Able) InstalledBlender.program().probe()).version();
  }

  private String refusal(Path scene, Asked asked) throws IOException {
    return refusal(scene, asked, FailureKind.SCENE);
  }

  /** What another worker may have. */
  private String lacking(Path scene, Asked asked) throws IOException {
    return refusal(scene, asked, FailureKind.WORKER);
  }

  private String refusal(Path scene, Asked asked, FailureKind kind) throws IOException {
    OpenResult.Refused refused = new Stage(folder).refused(scene, asked);
    assertThat(refused.kind()).isEqualTo(kind);
    return refused.message();
  }
}
