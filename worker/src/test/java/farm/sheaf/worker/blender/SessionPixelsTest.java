package farm.sheaf.worker.blender;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.core.job.Engine;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.worker.image.FrameCheck;
import farm.sheaf.worker.image.ImageSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A warm session's images have the pixels of a plain {@code blender -b FILE -a}. */
class SessionPixelsTest {
  private static final Asked AS_SAVED = Asked.frames("1-6");

  @TempDir private Path folder;

  @Test
  void frames_in_any_order_are_those_of_a_plain_render() throws IOException {
    Path scene = TestScenes.scene("tiny");
    Stage stage = new Stage(folder);
    Stage.Plain plain = stage.plain(scene, 1, 3, "");
    assertThat(Pixels.of(plain.frame(1))).isNotEqualTo(Pixels.of(plain.frame(2)));
    try (Session session = stage.open(scene, AS_SAVED)) {
      assertThat(session.report().warnings()).isEmpty();
      assertThat(session.report().simulationStart()).isEmpty();
      for (int frame : new int[] {3, 1, 2, 1}) {
        Pixels.assertSame(stage.frame(session, frame), plain.frame(frame));
      }
    }
  }

  @Test
  void a_strangers_scene_with_the_jobs_size_and_samples_is_that_of_a_plain_render()
      throws IOException {
    Path scene = TestScenes.shared("aws-batch-workshop.blend");
    Stage stage = new Stage(folder);
    PlainBlender alone =
        new PlainBlender(
            scene,
            """
            scene.render.resolution_x, scene.render.resolution_y = 90, 112
            scene.render.resolution_percentage = 100
            scene.cycles.samples = 2
            """,
            folder);
    alone.animate(1, 2);
    try (Session session = stage.open(scene, Asked.frames("1-2").resolution("90x112").samples(2))) {
      assertThat(session.report().width()).isEqualTo(90);
      assertThat(session.report().height()).isEqualTo(112);
      alone.assertGives(2, stage.frame(session, 2));
      alone.assertGives(1, stage.frame(session, 1));
    }
  }

  @Test
  void frames_below_zero_are_those_of_a_plain_render() throws IOException {
    Path scene = TestScenes.scene("negative");
    Stage stage = new Stage(folder);
    Stage.Plain plain = stage.plainAsSaved(scene);
    try (Session session = stage.open(scene, Asked.frames("-3-3"))) {
      Pixels.assertSame(stage.frame(session, -3), plain.frame(-3, "png"));
      Pixels.assertSame(stage.frame(session, 0), plain.frame(0));
      Pixels.assertSame(stage.frame(session, -1), plain.frame(-1, "png"));
    }
  }

  @Test
  void the_scene_is_the_one_that_was_chosen() throws IOException {
    Path scene = TestScenes.scene("two-scenes");
    Stage stage = new Stage(folder);
    Stage.Plain plain = stage.plain(scene, Optional.of("Second"), 2, 2, "");
    try (Session session = stage.open(scene, AS_SAVED.scene("Second"))) {
      Pixels.assertSame(stage.frame(session, 2), plain.frame(2));
    }
  }

  @Test
  void the_chosen_camera_holds_also_where_markers_switch_cameras() throws IOException {
    Path scene = markedCameras();
    Stage stage = new Stage(folder);
    Stage.Plain plain =
        stage.plain(
            scene,
            1,
            3,
            "scene.camera = scene.objects['Side']\n"
                + "for m in scene.timeline_markers: m.camera = None");
    try (Session session = stage.open(scene, AS_SAVED.camera("Side"))) {
      Pixels.assertSame(stage.frame(session, 1), plain.frame(1));
      Pixels.assertSame(stage.frame(session, 3), plain.frame(3));
    }
  }

  @Test
  void markers_switch_the_camera_compositing_and_crop_are_as_saved() throws IOException {
    Path scene = markedCameras();
    Stage stage = new Stage(folder);
    Stage.Plain plain = stage.plain(scene, 1, 3, "");
    try (Session session = stage.open(scene, AS_SAVED)) {
      for (int frame : new int[] {3, 1, 2}) {
        Path image = stage.frame(session, frame);
        Pixels.assertSame(image, plain.frame(frame));
        assertThat(
                FrameCheck.problem(
                    image,
                    ImageFormat.PNG,
                    new ImageSize(session.report().width(), session.report().height())))
            .isEmpty();
      }
    }
  }

  private static Path markedCameras() {
    return TestScenes.changed(
        "two-scenes",
        "markers",
        """
        for frame, name in ((1, "Camera"), (3, "Side")):
            scene.timeline_markers.new(name, frame=frame).camera = scene.objects[name]
        scene.use_nodes = True
        tree = scene.node_tree
        invert = tree.nodes.new("CompositorNodeInvert")
        tree.links.new(tree.nodes["Render Layers"].outputs["Image"], invert.inputs["Color"])
        tree.links.new(invert.outputs["Color"], tree.nodes["Composite"].inputs["Image"])
        scene.render.use_border = scene.render.use_crop_to_border = True
        scene.render.border_min_x, scene.render.border_max_x = 0.13, 0.77
        scene.render.border_min_y, scene.render.border_max_y = 0.21, 0.9
        """);
  }

  @Test
  void the_sequencer_is_respected() throws IOException {
    Path scene =
        TestScenes.changed(
            "tiny",
            "strip",
            """
            strip = scene.sequence_editor_create().sequences.new_effect(
                "Blue", "COLOR", channel=1, frame_start=2, frame_end=3)
            strip.color = (0.1, 0.2, 0.9)
            """);
    Stage stage = new Stage(folder);
    Stage.Plain plain = stage.plain(scene, 1, 2, "");
    try (Session session = stage.open(scene, AS_SAVED)) {
      Pixels.assertSame(stage.frame(session, 2), plain.frame(2));
      Pixels.assertSame(stage.frame(session, 1), plain.frame(1));
    }
  }

  @Test
  void a_scene_saved_with_a_film_as_its_output_still_yields_images() throws IOException {
    Path scene = TestScenes.scene("video-output");
    Stage stage = new Stage(folder);
    Stage.Plain plain = stage.plain(scene, 2, 2, "scene.render.image_settings.file_format = 'PNG'");
    try (Session session = stage.open(scene, AS_SAVED)) {
      Pixels.assertSame(stage.frame(session, 2), plain.frame(2));
    }
  }

  @Test
  void an_exr_comes_with_a_preview_that_shows_what_people_see() throws IOException {
    Path scene = TestScenes.scene("tiny");
    Stage stage = new Stage(folder);
    String exr = "scene.render.image_settings.file_format = 'OPEN_EXR'";
    Stage.Plain plain = stage.plain(scene, 1, 2, exr);
    Stage.Plain seen = stage.plain(scene, 1, 2, "scene.render.image_settings.color_mode = 'RGB'");
    try (Session session = stage.open(scene, AS_SAVED.format(ImageFormat.EXR))) {
      for (int frame : new int[] {2, 1}) {
        RenderResult.Rendered rendered = stage.rendered(session, frame, "exr");
        Pixels.assertSame(rendered.image(), plain.frame(frame, "exr"));
        Pixels.assertSame(rendered.preview().orElseThrow(), seen.frame(frame));
      }
    }
  }

  @Test
  void jpeg_is_that_of_a_plain_render() throws IOException {
    Path scene = TestScenes.scene("tiny");
    Stage stage = new Stage(folder);
    Stage.Plain plain =
        stage.plain(scene, 2, 2, "scene.render.image_settings.file_format = 'JPEG'");
    try (Session session = stage.open(scene, AS_SAVED.format(ImageFormat.JPEG))) {
      Pixels.assertSame(stage.rendered(session, 2, "jpg").image(), plain.frame(2, "jpg"));
    }
  }

  @Test
  void row19_a_scene_made_for_eevee_stays_with_eevee_and_its_own_samples() throws IOException {
    Path scene = TestScenes.scene("eevee");
    Stage stage = new Stage(folder);
    Stage.Plain plain = stage.plain(scene, 1, 1, "");
    try (Session session = stage.open(scene, Asked.frames("1-3"))) {
      Pixels.assertSame(stage.frame(session, 1), plain.frame(1));
    }
  }

  @Test
  void the_engine_is_the_one_that_was_asked_for() throws IOException {
    Path scene = TestScenes.scene("eevee");
    Stage stage = new Stage(folder);
    Stage.Plain plain =
        stage.plain(scene, 2, 2, "scene.render.engine = 'CYCLES'; scene.cycles.samples = 3");
    try (Session session =
        stage.open(scene, Asked.frames("1-3").engine(Engine.CYCLES).samples(3))) {
      Pixels.assertSame(stage.frame(session, 2), plain.frame(2));
    }
  }
}
