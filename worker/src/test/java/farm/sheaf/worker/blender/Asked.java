package farm.sheaf.worker.blender;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.Denoise;
import farm.sheaf.core.job.Engine;
import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.Missing;
import farm.sheaf.core.job.OutputSettings;
import farm.sheaf.core.job.RenderSettings;
import farm.sheaf.core.job.Resolution;
import farm.sheaf.core.job.SceneChoice;
import farm.sheaf.core.job.Scripts;
import farm.sheaf.core.job.WorkSettings;
import farm.sheaf.core.scene.SceneVersion;
import java.util.Optional;
import java.util.OptionalInt;

/** What a test asks of a session: everything as saved, but for what it names. */
record Asked(FrameSet frames, SceneChoice scene, RenderSettings render, OutputSettings output) {
  static Asked frames(String frames) {
    return new Asked(
        FrameSet.parse(frames),
        SceneChoice.AS_SAVED,
        RenderSettings.AS_SAVED,
        OutputSettings.DEFAULT);
  }

  Asked scene(String name) {
    return with(new SceneChoice(Optional.of(name), scene.camera()));
  }

  Asked camera(String name) {
    return with(new SceneChoice(scene.scene(), Optional.of(name)));
  }

  Asked engine(Engine engine) {
    return with(
        new RenderSettings(
            Optional.of(engine),
            render.samples(),
            render.resolution(),
            render.denoise(),
            render.trust()));
  }

  Asked samples(int samples) {
    return with(
        new RenderSettings(
            render.engine(),
            OptionalInt.of(samples),
            render.resolution(),
            render.denoise(),
            render.trust()));
  }

  Asked resolution(String resolution) {
    return with(
        new RenderSettings(
            render.engine(),
            render.samples(),
            Optional.of(Resolution.parse(resolution)),
            render.denoise(),
            render.trust()));
  }

  Asked denoise(Denoise denoise) {
    return with(
        new RenderSettings(
            render.engine(), render.samples(), render.resolution(), denoise, render.trust()));
  }

  Asked scripts(Scripts scripts) {
    return trust(new RenderSettings.Trust(scripts, render.trust().missing()));
  }

  Asked missing(Missing missing) {
    return trust(new RenderSettings.Trust(render.trust().scripts(), missing));
  }

  Asked format(ImageFormat format) {
    return new Asked(
        frames, scene, render, new OutputSettings(format, output.video(), output.fps()));
  }

  Asked fps(String fps) {
    return new Asked(
        frames,
        scene,
        render,
        new OutputSettings(output.format(), output.video(), Optional.of(FrameRate.parse(fps))));
  }

  private Asked trust(RenderSettings.Trust trust) {
    return with(
        new RenderSettings(
            render.engine(), render.samples(), render.resolution(), render.denoise(), trust));
  }

  private Asked with(SceneChoice choice) {
    return new Asked(frames, choice, render, output);
  }

  private Asked with(RenderSettings changed) {
    return new Asked(frames, scene, changed, output);
  }

  JobSpec spec() {
    return new JobSpec(
        new SceneVersion("scene.blend", "etag", 1),
        frames,
        new JobSettings(scene, render, output, WorkSettings.DEFAULT),
        "scene.blend",
        "");
  }
}
