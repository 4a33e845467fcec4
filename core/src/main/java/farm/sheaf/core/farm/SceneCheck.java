package farm.sheaf.core.farm;

import farm.sheaf.core.frame.FrameSet;
import farm.sheaf.core.job.InvalidRequestException;
import farm.sheaf.core.port.SceneFiles;
import farm.sheaf.core.scene.BlendHead;
import farm.sheaf.core.scene.BlendHead.SceneRange;
import farm.sheaf.core.scene.BlendHeadReader;
import farm.sheaf.core.scene.BlendHeadReader.Reading;
import farm.sheaf.core.scene.SceneVersion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks that a key names a Blender file, and reads what the file's first block says. */
public final class SceneCheck {
  /** Most heads lie within the first read; a zstd block may need the second, a large one more. */
  private static final List<Integer> HEAD_READS = List.of(8 << 10, 256 << 10, 8 << 20);

  private static final int LONGEST_KEY_BYTES = 1024;

  private final SceneFiles files;

  public SceneCheck(SceneFiles files) {
    this.files = files;
  }

  /** A Blender file that is there. */
  public record CheckedScene(SceneVersion version, BlendHead head) {

    /** The frames that a scene was saved with; the one that was open unless named. */
    FrameSet framesOf(Optional<String> scene) {
      List<SceneRange> ranges = head.scenes();
      SceneRange range =
          ranges.stream()
              .filter(r -> scene.isEmpty() || r.scene().equals(scene.get()))
              .findFirst()
              .orElseThrow(() -> noRange(scene));
      if (range.start() > range.end()) {
        throw new InvalidRequestException(
            ("frames: scene \"%s\" in \"%s\" was saved with the range %d-%d, which starts after"
                    + " its end; say which frames you want")
                .formatted(range.scene(), version.key(), range.start(), range.end()));
      }
      return FrameSet.range(range.start(), range.end());
    }

    private InvalidRequestException noRange(Optional<String> scene) {
      String known =
          head.scenes().stream()
              .map(r -> "\"" + r.scene() + "\"")
              .collect(Collectors.joining(", "));
      return new InvalidRequestException(
          "frames: the start of \"%s\" tells the frame range of %s, not of %s; say which frames you want"
              .formatted(
                  version.key(),
                  known.isEmpty() ? "no scene" : known,
                  scene.map(s -> "\"" + s + "\"").orElse("any")));
    }
  }

  /**
   * Finds the file and reads its head.
   *
   * @throws InvalidRequestException when the key is malformed, nothing is there under exactly this
   *     key, or what is there is no Blender file
   */
  public CheckedScene check(String key) {
    requireKey(key);
    SceneVersion version =
        files
            .find(key)
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "file: there is no \"%s\" in the bucket of render files; upload it first, or check the spelling"
                            .formatted(key)));
    if (version.bytes() == 0) {
      throw new InvalidRequestException("file: \"%s\" is empty; upload it again".formatted(key));
    }
    return new CheckedScene(version, head(version));
  }

  private BlendHead head(SceneVersion version) {
    for (int most : HEAD_READS) {
      Reading reading = BlendHeadReader.read(files.head(version, most));
      switch (reading) {
        case Reading.Found(BlendHead head) -> {
          return head;
        }
        case Reading.NotBlend(String what) ->
            throw new InvalidRequestException(
                "file: \"%s\" is %s; a job needs a .blend file".formatted(version.key(), what));
        case Reading.NeedsMore() when version.bytes() <= most ->
            throw new InvalidRequestException(
                "file: \"%s\" breaks off after %,d bytes; upload it again"
                    .formatted(version.key(), version.bytes()));
        case Reading.NeedsMore() -> {}
      }
    }
    throw new InvalidRequestException(
        "file: the start of \"%s\" cannot be read as a Blender file; save it again and upload it"
            .formatted(version.key()));
  }

  private static void requireKey(String key) {
    if (key.isEmpty()) {
      throw new InvalidRequestException(
          "file: the name is empty; send the key of an uploaded .blend, like \"scene.blend\"");
    }
    if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY_BYTES) {
      throw new InvalidRequestException(
          "file: the name has more than %,d bytes, which no S3 key has"
              .formatted(LONGEST_KEY_BYTES));
    }
    boolean climbs =
        Arrays.stream(key.split("/", -1)).anyMatch(p -> p.isEmpty() || p.matches("\\.{1,2}"));
    if (climbs || key.chars().anyMatch(c -> c < 0x20 || c == '\\' || c == 0x7f)) {
      throw new InvalidRequestException(
          ("file: \"%s\" is no key that can be rendered; use plain names between slashes, without"
                  + " \"..\", empty parts, backslashes or control characters")
              .formatted(key));
    }
  }
}
