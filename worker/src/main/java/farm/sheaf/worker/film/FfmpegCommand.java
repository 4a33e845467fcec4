package farm.sheaf.worker.film;

import farm.sheaf.core.job.FrameRate;
import farm.sheaf.core.job.ImageFormat;
import farm.sheaf.core.job.Video;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line that makes a film of images on standard input.
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

  private FfmpegCommand() {}

  /** ffmpeg's name for the encoder. */
  static String encoder(Video.Codec codec) {
    return switch (codec) {
      case H264 -> "libx264";
      case H265 -> "libx265";
    };
  }

  /**
   * @param alpha whether the images may be transparent
   */
  static List<String> of(FfmpegProgram program, FilmOrder order, Alpha alpha, Path film) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(program.ffmpeg().toString(), "-hide_banner", "-nostdin", "-y"));
    command.addAll(List.of("-loglevel", "error", "-xerror"));
    command.addAll(List.of("-f", "image2pipe", "-framerate", order.rate().toString()));
    command.addAll(List.of("-c:v", decoder(order.format()), "-i", "pipe:0"));
    order.sound().ifPresent(wav -> command.addAll(List.of("-i", wav.toString())));
    command.addAll(List.of("-map", "0:v:0", "-vf", filters(alpha)));
    command.addAll(encoding(order.film()));
    command.addAll(List.of("-color_primaries", "bt709", "-color_trc", "bt709"));
    command.addAll(List.of("-colorspace", "bt709", "-color_range", "tv"));
    if (order.sound().isPresent()) {
      command.addAll(List.of("-map", "1:a:0", "-c:a", "aac", "-b:a", "192k"));
      // The film's length is its frames': "-shortest" would cut frames where sound ends early.
      command.addAll(List.of("-af", "atrim=end=" + seconds(order.frames().size(), order.rate())));
    }
    command.addAll(List.of("-movflags", "+faststart", "-f", "mp4", film.toString()));
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
    switch (film.codec()) {
      case H264 -> {}
      // Players of Apple's know H.265 by this tag alone.
      case H265 -> options.addAll(List.of("-tag:v", "hvc1", "-x265-params", "log-level=error"));
    }
    return options;
  }

  private static String seconds(int frames, FrameRate rate) {
    return BigDecimal.valueOf((long) frames * rate.denominator())
        .divide(BigDecimal.valueOf(rate.numerator()), MathContext.DECIMAL64)
        .toPlainString();
  }

  /** What ffprobe is asked of a film; {@link FilmCheck} reads the answer. */
  static List<String> check(FfmpegProgram program, Path film, Optional<Path> sound) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(program.ffprobe().toString(), "-v", "error", "-count_packets"));
    command.addAll(List.of("-show_entries", "stream=codec_type,pix_fmt,nb_read_packets"));
    command.addAll(sound.isPresent() ? List.of() : List.of("-select_streams", "v:0"));
    command.addAll(List.of("-of", "compact=nokey=0:p=0", film.toString()));
    return List.copyOf(command);
  }
}
