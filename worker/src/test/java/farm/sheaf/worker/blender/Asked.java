package farm.sheaf.worker.blender;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.Denoise;
import farm.sheaf.core.job.Engine;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.Missing;
import farm.sheaf.core.job.Scripts;
import farm.sheaf.core.scene.SceneVersion;
import farm.sheaf.json.Json;
import farm.sheaf.json.SettingsJson;
import java.util.HashMap;
import java.util.Map;

/**
 * What a test asks of a session: everything as saved, but for what it names.
 *
 * @param settings fields of a request
 */
record Asked(FrameSet frames, Map<String, String> settings) {
  static Asked frames(String frames) {
    return new Asked(FrameSet.parse(frames), Map.of());
  }

  Asked scene(String name) {
    return with("scene", name);
  }

  Asked camera(String name) {
    return with("camera", name);
  }

  Asked engine(Engine engine) {
    return with("engine", engine.word());
  }

  Asked samples(int samples) {
    return with("samples", Integer.toString(samples));
  }

  Asked resolution(String resolution) {
    return with("resolution", resolution);
  }

  Asked denoise(Denoise denoise) {
    return with("denoise", denoise.word());
  }

  Asked scripts(Scripts scripts) {
    return with("scripts", scripts.word());
  }

  Asked missing(Missing missing) {
    return with("missing", missing.word());
  }

  Asked format(ImageFormat format) {
    return with("format", format.word());
  }

  Asked fps(String fps) {
    return with("fps", fps);
  }

  private Asked with(String field, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(field, value);
    return new Asked(frames, more);
  }

  JobSpec spec() {
    ObjectNode fields = Json.object();
    settings.forEach(fields::put);
    return new JobSpec(
        new SceneVersion("scene.blend", "etag", 1),
        frames,
        SettingsJson.decode(fields),
        "scene.blend",
        "");
  }
}
