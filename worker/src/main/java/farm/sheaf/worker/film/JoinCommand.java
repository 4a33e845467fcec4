package farm.sheaf.worker.film;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line that joins a film's pieces as they are, without encoding, and gives the frames
 * their times anew.
 *
 * <p>ffmpeg's concat demuxer counts in microseconds, which hit no frame of 30000/1001 a second, so
 * the times that it yields are rounded to the film's grid. And it takes the decoding times from the
 * pieces, of which a very short one needs no lead for reordered frames: between it and the one
 * before it there would be a hole, from which players take the film for one of another rate. So
 * decoding times are counted from the film's start (bitstream filter {@code setts}).
 */
final class JoinCommand {
  private JoinCommand() {}

  /**
   * @param list the concat demuxer's script
   */
  static List<String> of(
      FfmpegProgram program, FilmOrder whole, Path list, Optional<Path> sound, Path film) {
    List<String> command = new ArrayList<>(FfmpegCommand.quiet(program));
    command.addAll(List.of("-f", "concat", "-auto_convert", "0", "-i", list.toString()));
    sound.ifPresent(wav -> command.addAll(List.of("-i", wav.toString())));
    command.addAll(List.of("-map", "0:v:0", "-c:v", "copy"));
    command.addAll(List.of("-bsf:v", times(whole.grid())));
    command.addAll(List.of("-tag:v", FfmpegCommand.tag(whole.film().codec())));
    command.addAll(List.of("-video_track_timescale", Long.toString(whole.grid().scale())));
    if (sound.isPresent()) {
      command.addAll(List.of("-map", "1:a:0", "-c:a", "aac", "-b:a", "192k"));
      // The film's length is its frames': "-shortest" would cut frames where sound ends early.
      command.addAll(List.of("-af", "atrim=end=" + seconds(whole)));
    }
    command.addAll(List.of("-movflags", "+faststart", "-f", "mp4", film.toString()));
    return List.copyOf(command);
  }

  private static String times(TimeGrid grid) {
    return "setts=pts=round(PTS/%1$d)*%1$d:dts=STARTDTS+N*%1$d:duration=%1$d"
        .formatted(grid.step());
  }

  private static String seconds(FilmOrder whole) {
    return BigDecimal.valueOf(whole.frames().size() * whole.grid().step())
        .divide(BigDecimal.valueOf(whole.grid().scale()), MathContext.DECIMAL64)
        .toPlainString();
  }

  /**
   * The concat demuxer's script. A piece's end is told from the film's start, so that nothing adds
   * up over many pieces.
   *
   * @param pieces how many frames each file has, in order; all lie beside the script
   */
  static String script(FilmOrder whole, List<Piece> pieces) {
    StringBuilder script = new StringBuilder("ffconcat version 1.0\n");
    long place = 0;
    for (Piece piece : pieces) {
      long micros = whole.grid().micros(place + piece.frames()) - whole.grid().micros(place);
      script.append("file %s\n".formatted(piece.file().getFileName()));
      script.append("duration %s\n".formatted(BigDecimal.valueOf(micros, 6).toPlainString()));
      place += piece.frames();
    }
    return script.toString();
  }

  /** One of a film's pieces, as a file. */
  record Piece(Path file, int frames) {}
}
