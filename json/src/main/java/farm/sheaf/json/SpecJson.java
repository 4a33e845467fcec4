package farm.sheaf.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.JobSpec;
import farm.sheaf.core.scene.SceneVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job was asked to do, whole, as one flat object: {@code file}, {@code etag}, {@code bytes},
 * {@code frames}, {@code name} and {@code force} where they say something, and the settings. It is
 * the {@code scene} of a message, and what the job table keeps.
 */
public final class SpecJson {
  private static final List<String> FIELDS = fields();

  private SpecJson() {}

  private static List<String> fields() {
    List<String> all = new ArrayList<>(List.of("file", "etag", "bytes", "frames", "name", "force"));
    all.addAll(SettingsJson.FIELDS);
    return List.copyOf(all);
  }

  public static ObjectNode encode(JobSpec spec) {
    ObjectNode node = Json.object();
    node.put("file", spec.file().key());
    node.put("etag", spec.file().etag());
    node.put("bytes", spec.file().bytes());
    node.put("frames", spec.frames().toString());
    if (!spec.name().equals(spec.file().key())) {
      node.put("name", spec.name());
    }
    if (!spec.force().isEmpty()) {
      node.put("force", spec.force());
    }
    SettingsJson.encode(spec.settings(), node);
    return node;
  }

  /**
   * @throws farm.sheaf.core.job.InvalidRequestException when a field is missing, wrong or unknown:
   *     a setting that this version does not know would be ignored in silence
   */
  public static JobSpec decode(ObjectNode node) {
    Fields fields = new Fields(node);
    fields.refuseUnknown(FIELDS);
    String file = fields.requiredText("file");
    SceneVersion version =
        new SceneVersion(
            file,
            fields.requiredText("etag"),
            fields.whole("bytes").orElseThrow(() -> Fields.missing("bytes")));
    return new JobSpec(
        version,
        FrameSet.parse(fields.requiredScalar("frames")),
        SettingsJson.decodeRecorded(node),
        fields.text("name").orElse(file),
        fields.text("force").orElse(""));
  }
}
