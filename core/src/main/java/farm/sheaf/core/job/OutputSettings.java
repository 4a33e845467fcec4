package farm.sheaf.core.job;

import java.util.Optional;

/** What comes out: the frames' format, the film, and its rate (empty: as the scene says). */
public record OutputSettings(ImageFormat format, Video video, Optional<FrameRate> fps) {
  public static final OutputSettings DEFAULT =
      new OutputSettings(
          ImageFormat.PNG, new Video.Film(Video.Codec.H264, Video.DEFAULT_CRF), Optional.empty());
}
