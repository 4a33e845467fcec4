package farm.sheaf.worker.film;

import farm.sheaf.core.job.Video;
import java.util.Set;

/** Whether an ffmpeg can make films. */
public sealed interface FfmpegProbe {
  /**
   * It can.
   *
   * @param version as it calls itself, such as {@code 5.1.9-0+deb12u1}
   * @param codecs that it can encode; always with H.264
   */
  record Able(String version, Set<Video.Codec> codecs) implements FfmpegProbe {
    public Able {
      codecs = Set.copyOf(codecs);
    }
  }

  /**
   * It cannot.
   *
   * @param reason for people, with what to do
   */
  record Unable(String reason) implements FfmpegProbe {}
}
