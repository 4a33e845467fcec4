package farm.sheaf.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farm.sheaf.worker.blender.BlenderProbe;
import farm.sheaf.worker.blender.BlenderSearch;
import farm.sheaf.worker.blender.CyclesDevice;
import farm.sheaf.worker.blender.InstalledBlender;
import farm.sheaf.worker.blender.Launching;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlenderRendererTest {
  private static final Launching BROKEN = new Launching.Confined(Path.of("/bin/false"));

  @Test
  void where_nothing_can_be_confined_it_renders_all_the_same() {
    BlenderRenderer renderer = renderer(BROKEN, new Launching.Direct());

    assertThat(renderer.probe())
        .isInstanceOfSatisfying(
            Renderer.Probe.Able.class, able -> assertThat(able.what()).startsWith("Blender "));
    assertThat(renderer.sessions()).isNotNull();
  }

  @Test
  void where_no_way_works_it_says_so_and_opens_nothing() {
    BlenderRenderer renderer = renderer(BROKEN);

    assertThat(renderer.probe())
        .isInstanceOfSatisfying(
            Renderer.Probe.Unable.class,
            unable -> assertThat(unable.reason()).contains("exit status 1"));
    assertThatThrownBy(renderer::sessions).isInstanceOf(IllegalStateException.class);
  }

  /** Metal is Apple's, and these tests run on Linux. */
  @Test
  void a_device_that_is_not_there_keeps_it_from_serving_and_is_named() {
    BlenderRenderer renderer = renderer(Optional.of(CyclesDevice.METAL), new Launching.Direct());

    assertThat(renderer.probe())
        .isInstanceOfSatisfying(
            Renderer.Probe.Unable.class,
            unable ->
                assertThat(unable.reason())
                    .contains("no METAL device", "it has: CPU", "--cycles-device"));
  }

  @Test
  void a_device_that_is_there_serves() {
    assertThat(renderer(Optional.of(CyclesDevice.CPU), new Launching.Direct()).probe())
        .isInstanceOf(Renderer.Probe.Able.class);
  }

  @Test
  void its_kind_says_what_decides_which_scenes_it_can_render() {
    BlenderRenderer renderer = renderer(new Launching.Direct());
    BlenderProbe.Able able = (BlenderProbe.Able) InstalledBlender.program().probe();
    boolean denoiser = able.features().contains(BlenderProbe.Able.DENOISER);

    assertThat(renderer.probe()).isInstanceOf(Renderer.Probe.Able.class);

    assertThat(renderer.kind().words())
        .isEqualTo("Blender %s, CPU%s".formatted(able.version(), denoiser ? "" : ", no denoiser"));
  }

  private static BlenderRenderer renderer(Launching... ways) {
    return renderer(Optional.empty(), ways);
  }

  private static BlenderRenderer renderer(Optional<CyclesDevice> device, Launching... ways) {
    return new BlenderRenderer(
        new BlenderSearch.Found(InstalledBlender.program()), device, List.of(ways));
  }
}
