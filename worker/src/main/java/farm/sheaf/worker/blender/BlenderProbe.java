package farm.sheaf.worker.blender;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Whether a Blender can serve. */
public sealed interface BlenderProbe {
  /**
   * It can.
   *
   * @param version such as {@code 3.4.1}
   * @param features build options that are on, in Blender's own names, and {@code openimagedenoise}
   *     where there is a denoiser
   */
  record Able(String version, SortedSet<String> features) implements BlenderProbe {
    /** The feature that {@code denoise: on} needs. */
    public static final String DENOISER = "openimagedenoise";

    /** Features that some Blenders are built without and scenes may need, in words for people. */
    public static final SortedMap<String, String> VARYING =
        Collections.unmodifiableSortedMap(
            new TreeMap<>(Map.of("cycles", "Cycles", DENOISER, "denoiser")));
  }

  /**
   * It cannot.
   *
   * @param reason for people, with what to do
   */
  record Unable(String reason) implements BlenderProbe {}
}
