package farm.sheaf.worker.blender;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.job.Denoise;
import farm.sheaf.core.job.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scene lacks is named, and its frames come all the same. */
class SceneWarningTest {
  private static final Asked AS_SAVED = Asked.frames("1-6");

  @TempDir private Path folder;

  @Test
  void missing_files_of_each_kind_are_named() throws IOException {
    Path scene =
        TestScenes.changed(
            "missing-image",
            "more",
            """
            text = bpy.data.objects.new("Text", bpy.data.curves.new("Text", "FONT"))
            scene.collection.objects.link(text)
            editor = scene.sequence_editor_create()
            editor.sequences.new_sound("Beep", "//gone.wav", channel=1, frame_start=1)
            volume = bpy.data.volumes.new("Smoke")
            volume.filepath = "//gone.vdb"
            scene.collection.objects.link(bpy.data.objects.new("Smoke", volume))
            """);
    try (Session session = new Stage(folder).open(scene, AS_SAVED)) {
      assertThat(session.report().warnings())
          .containsExactly(
              "missing image: //textures/gone.png; it is rendered without",
              "missing sound: //gone.wav; it is rendered without",
              "missing volume: //gone.vdb; it is rendered without");
    }
  }

  @Test
  void scripts_that_were_not_run_are_named() throws IOException {
    Stage stage = new Stage(folder);
    Path scene = TestScenes.scene("script-driver");
    try (Session denied = stage.open(scene, AS_SAVED);
        Session allowed = stage.open(scene, AS_SAVED.scripts(Scripts.ALLOW))) {
      assertThat(denied.report().warnings())
          .singleElement()
          .asString()
          .contains("scripts are off", "wave", "scripts: allow");
      assertThat(allowed.report().warnings()).isEmpty();
      assertThat(Pixels.of(stage.frame(allowed, 6)))
          .isNotEqualTo(Pixels.of(stage.frame(denied, 6)));
    }
  }

  @Test
  void a_scene_with_denoising_on_renders_without_a_denoiser_and_says_so() throws IOException {
    Assumptions.assumeFalse(
        ((BlenderProbe.Able) InstalledBlender.program().probe())
            .features()
            .contains(BlenderProbe.Able.DENOISER),
        "skipped: this Blender has the denoiser");
    Stage stage = new Stage(folder);
    try (Session session = stage.open(TestScenes.scene("denoise"), AS_SAVED)) {
      assertThat(session.report().warnings())
          .singleElement()
          .asString()
          .contains("built without OpenImageDenoise", "rendered without");
      Pixels.assertSame(
          stage.frame(session, 2), stage.plain(TestScenes.scene("tiny"), 2, 2, TO_6).frame(2));
    }
  }

  /** {@code denoise} is {@code tiny} with a shorter range, which its motion is stretched over. */
  private static final String TO_6 =
      """
      for curve in scene.objects["Mover"].animation_data.action.fcurves:
          curve.keyframe_points[1].co.x = 6
          curve.update()
      """;

  @Test
  void a_strangers_film_scene_with_missing_skyboxes_yields_images_and_names_all_it_lacks()
      throws IOException {
    Stage stage = new Stage(folder);
    try (Session session =
        stage.open(
            TestScenes.shared("cube-renders.blend"),
            Asked.frames("1-2").resolution("5%").samples(1))) {
      assertThat(session.report().warnings())
          .anyMatch(warning -> warning.startsWith("missing image: "));
      assertThat(stage.frame(session, 1)).isNotEmptyFile();
    }
  }

  @Test
  void settings_without_effect_are_named() throws IOException {
    Path scene =
        TestScenes.changed("tiny", "workbench", "scene.render.engine = 'BLENDER_WORKBENCH'");
    try (Session session = new Stage(folder).open(scene, AS_SAVED.samples(4).denoise(Denoise.ON))) {
      assertThat(session.report().warnings())
          .isEqualTo(
              List.of(
                  "samples: 4 has no effect on the render engine BLENDER_WORKBENCH",
                  "denoise: on has no effect on the render engine BLENDER_WORKBENCH"));
    }
  }

  @Test
  void the_report_tells_the_rate_as_a_fraction_and_the_size_after_percent() throws IOException {
    try (Session session =
        new Stage(folder).open(TestScenes.scene("fps-ntsc"), AS_SAVED.resolution("50%"))) {
      assertThat(session.report().fps()).hasToString("30000/1001");
      assertThat(session.report().width()).isEqualTo(32);
      assertThat(session.report().height()).isEqualTo(18);
    }
  }
}
