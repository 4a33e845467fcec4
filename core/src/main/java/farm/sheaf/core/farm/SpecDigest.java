package farm.sheaf.core.farm;

import farm.sheaf.core.job.JobSettings;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.job.OutputSettings;
import farm.sheaf.core.job.RenderSettings;
import farm.sheaf.core.job.SceneChoice;
import farm.sheaf.core.job.WorkSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The digest of what a submission asks: SHA-256 over the file's version, the frames and every
 * setting. A job's name is not in it, because it changes no pixel.
 */
final class SpecDigest {
  private SpecDigest() {}

  static String of(JobSpec spec) {
    String canonical =
        Stream.concat(
                Stream.of(spec.file().key(), spec.file().etag(), spec.frames(), spec.force()),
                settings(spec.settings()).stream())
            .map(Objects::toString)
            // The length in front keeps two neighbouring values from trading letters.
            .map(value -> value.length() + ":" + value)
            .collect(Collectors.joining("\n"));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static List<Object> settings(JobSettings settings) {
    SceneChoice scene = settings.scene();
    RenderSettings render = settings.render();
    OutputSettings output = settings.output();
    WorkSettings work = settings.work();
    return List.of(
        scene.scene(),
        scene.camera(),
        render.engine(),
        render.samples(),
        render.resolution(),
        render.denoise(),
        render.trust().scripts(),
        render.trust().missing(),
        output.format(),
        output.video(),
        output.fps(),
        work.chunk(),
        work.frameTimeout(),
        work.maxAttempts(),
        work.pool());
  }
}
