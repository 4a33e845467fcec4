package farm.sheaf.worker.film;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a piece was encoded with, as far as it decides which pieces join: a film has one set of
 * parameters for all its pictures, so pieces of encoders that write different ones do not.
 */
public record PieceKind(String words) {
  /** The kind of a piece in a file; empty when the file is not the piece that was ordered. */
  public static Optional<PieceKind> of(FfmpegProgram program, FilmOrder piece, Path file)
      throws IOException {
    FilmProbe probe = FilmProbe.of(program, file);
    if (FilmCheck.problem(piece, probe).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new PieceKind(
            "%s %sx%s %s"
                .formatted(
                    probe.field("codec_name"),
                    probe.field("width"),
                    probe.field("height"),
                    probe.field("extradata_hash"))));
  }
}
