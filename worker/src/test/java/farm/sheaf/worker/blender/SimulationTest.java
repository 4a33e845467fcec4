package farm.sheaf.worker.blender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An unbaked simulation moves, as it would when baked, and looks the same from any worker,
 * whichever frames it renders. Plain {@code blender -a} is no reference: it shows rigid bodies and
 * cloth frozen, see test-scenes/README.md.
 */
class SimulationTest {
  private static final Asked FRAMES = Asked.frames("1-12");

  @TempDir private Path folder;

  @Test
  void rigid_bodies_look_as_in_a_render_of_the_same_scene_baked() throws IOException {
    Stage stage = new Stage(folder);
    Stage.Plain baked = stage.plain(TestScenes.scene("rigid-body-baked"), 1, 12, "");
    assertSameFromAnySession(TestScenes.scene("rigid-body"), baked);
  }

  @Test
  void cloth_looks_as_in_one_walk_through_all_frames() throws IOException {
    Path scene = TestScenes.scene("cloth");
    assertSameFromAnySession(scene, new Stage(folder).walked(scene, 12));
  }

  @Test
  void particles_look_as_in_a_plain_render_of_all_frames() throws IOException {
    Path scene = TestScenes.scene("particles");
    assertSameFromAnySession(scene, new Stage(folder).plain(scene, 1, 12, ""));
  }

  @Test
  void motion_blur_looks_between_the_frames_of_a_simulation_without_moving_it_on()
      throws IOException {
    Path scene = TestScenes.changed("cloth", "motion-blur", "scene.render.use_motion_blur = True");
    assertSameFromAnySession(scene, new Stage(folder).walked(scene, 12));
  }

  private void assertSameFromAnySession(Path scene, Stage.Plain plain) throws IOException {
    Stage stage = new Stage(folder);
    assertThat(Pixels.of(plain.frame(9)))
        .as("something moves")
        .isNotEqualTo(Pixels.of(plain.frame(12)));
    try (Session session = stage.open(scene, FRAMES)) {
      assertThat(session.report().simulationStart()).hasValue(1);
      assertThat(session.report().warnings())
          .singleElement()
          .asString()
          .contains("unbaked simulation", "bake it to render in parallel");
      for (int frame : new int[] {1, 2, 3, 9}) {
        Pixels.assertSame(stage.frame(session, frame), plain.frame(frame));
      }
    }
    try (Session session = stage.open(scene, FRAMES)) {
      for (int frame : new int[] {9, 10, 12}) {
        Pixels.assertSame(stage.frame(session, frame), plain.frame(frame));
      }
    }
  }

  @Test
  void an_earlier_frame_is_rendered_from_the_simulations_start_again() throws IOException {
    Path scene = TestScenes.scene("cloth");
    Stage stage = new Stage(folder);
    Stage.Plain walked = stage.walked(scene, 12);
    try (Session session = stage.open(scene, FRAMES)) {
      Pixels.assertSame(stage.frame(session, 12), walked.frame(12));
      Pixels.assertSame(stage.frame(session, 10), walked.frame(10));
      assertThat(session.alive()).isTrue();
    }
  }

  @Test
  void a_baked_simulation_is_rendered_in_any_order() throws IOException {
    Path scene = TestScenes.scene("rigid-body-baked");
    Stage stage = new Stage(folder);
    Stage.Plain plain = stage.plain(scene, 1, 12, "");
    try (Session session = stage.open(scene, FRAMES)) {
      assertThat(session.report().simulationStart()).isEmpty();
      assertThat(session.report().warnings()).isEmpty();
      Pixels.assertSame(stage.frame(session, 12), plain.frame(12));
      Pixels.assertSame(stage.frame(session, 8), plain.frame(8));
    }
  }
}
