package farm.sheaf.worker.blender;

import java.util.SortedSet;

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
  }

  /**
   * It cannot.
   *
   * @param reason for people, with what to do
   */
  record Unable(String reason) implements BlenderProbe {}
}
