package farm.sheaf.worker.film;

import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.Video;
import farm.sheaf.core.work.Segments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line that makes a piece of a film of images on standard input.
 *
 * <p>Images come through a pipe because ffmpeg's own ways to find files depend on their numbers:
 * {@code -start_number} gives up at a gap with exit status 0, and a concat list loses frames.
 */
final class FfmpegCommand {
  /** Odd sizes lose one row or column: yuv420p stores colour for blocks of two by two. */
  private static final String EVEN = "crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0:exact=1";

  /** Light over black: an encoder drops alpha, and straight colours alone have hard edges. */
  private static final String ON_BLACK = "format=gbrap,premultiply=inplace=1";

  private static final String TO_VIDEO = "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p";

  /**
   * No description of the encoder in the parameter sets, since it names the machine's processors
   * and pieces of two machines must join; and each group of pictures closed, so that a player can
   * begin at any of them.
   */
  private static final String X265 = "log-level=error:info=0:open-gop=0";

  private FfmpegCommand() {}

  /** ffmpeg's name for the encoder. */
  static String encoder(Video.Codec codec) {
    return switch (codec) {
      case H264 -> "libx264";
      case H265 -> "libx265";
    };
  }

  /** The four letters that name a codec in an MP4. */
  static String tag(Video.Codec codec) {
    return switch (codec) {
      case H264 -> "avc1";
      // Players of Apple's know H.265 by this tag alone.
      case H265 -> "hvc1";
    };
  }

  /** How each run of ffmpeg begins. */
  static List<String> quiet(FfmpegProgram program) {
    return List.of(
        program.ffmpeg().toString(),
        "-hide_banner",
        "-nostdin",
        "-y",
        "-loglevel",
        "error",
        "-xerror");
  }

  /**
   * @param alpha whether the images may be transparent
   */
  static List<String> of(FfmpegProgram program, FilmOrder piece, Alpha alpha, Path target) {
    List<String> command = new ArrayList<>(quiet(program));
    command.addAll(List.of("-f", "image2pipe", "-framerate", piece.rate().toString()));
    command.addAll(List.of("-c:v", decoder(piece.format()), "-i", "pipe:0"));
    command.addAll(List.of("-map", "0:v:0", "-vf", filters(alpha)));
    command.addAll(encoding(piece.film()));
    command.addAll(List.of("-color_primaries", "bt709", "-color_trc", "bt709"));
    command.addAll(List.of("-colorspace", "bt709", "-color_range", "tv"));
    command.addAll(List.of("-video_track_timescale", Long.toString(piece.grid().scale())));
    command.addAll(List.of("-f", "mp4", target.toString()));
    return List.copyOf(command);
  }

  /** Whether images may be transparent. */
  enum Alpha {
    OPAQUE,
    TRANSPARENT
  }

  private static String filters(Alpha alpha) {
    return switch (alpha) {
      case OPAQUE -> EVEN + "," + TO_VIDEO;
      case TRANSPARENT -> ON_BLACK + "," + EVEN + "," + TO_VIDEO;
    };
  }

  private static String decoder(ImageFormat format) {
    return switch (format) {
      case PNG, EXR -> "png";
      case JPEG -> "mjpeg";
    };
  }

  private static List<String> encoding(Video.Film film) {
    List<String> options =
        new ArrayList<>(
            List.of("-c:v", encoder(film.codec()), "-crf", Integer.toString(film.crf())));
    // A piece begins with a whole picture anyway: no other is needed but where the scene changes.
    options.addAll(List.of("-g", Integer.toString(Segments.LENGTH)));
    options.addAll(List.of("-tag:v", tag(film.codec())));
    switch (film.codec()) {
      case H264 -> {}
      case H265 -> options.addAll(List.of("-x265-params", X265));
    }
    return options;
  }
}
