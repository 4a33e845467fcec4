package farm.sheaf.worker.film;

import farm.sheaf.core.work.Segments;
import farm.sheaf.worker.film.JoinCommand.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins a film's pieces to the film, with its sound, without encoding a picture again, and looks at
 * what came out. The pieces' pictures come out bit for bit.
 *
 * <p>One film an object. {@link #join} blocks; {@link #abort} ends it from any thread.
 */
public final class FilmJoin {
  private final FfmpegProgram program;
  private final Path folder;
  private final FfmpegRun run;

  /**
   * @param folder where the pieces lie and the film goes; it needs as much room again as they take
   */
  public FilmJoin(FfmpegProgram program, Path folder) {
    this.program = program;
    this.folder = folder;
    this.run = new FfmpegRun(folder);
  }

  /**
   * Makes the film, or says what ffmpeg said.
   *
   * @param pieces as {@link Segments} cuts the frames, in order, all in the folder
   * @param sound a WAV that starts with the first frame; longer than the film or shorter, it never
   *     changes the film's length
   * @throws IOException when the disk fails
   */
  public FilmResult join(FilmOrder whole, List<Path> pieces, Optional<Path> sound)
      throws IOException {
    List<Piece> cut = new ArrayList<>();
    for (Path file : pieces) {
      cut.add(new Piece(file, Segments.frames(whole.frames(), cut.size()).size()));
    }
    Path list = folder.resolve("pieces.txt");
    Files.writeString(list, JoinCommand.script(whole, cut));
    Path film = folder.resolve("film.mp4");
    Optional<FilmResult.Failed> failed =
        run.run(JoinCommand.of(program, whole, list, sound, film), _ -> true);
    if (failed.isPresent()) {
      return failed.get();
    }
    Optional<String> problem = FilmCheck.problem(whole, FilmProbe.of(program, film));
    if (problem.isEmpty() && sound.isPresent()) {
      problem = FilmCheck.silence(program, film);
    }
    return problem.isPresent() ? run.failed(problem.get()) : new FilmResult.Made(film);
  }

  /** Ends a film in work at once; {@link #join} then returns a failure. May be called twice. */
  public void abort() {
    run.abort();
  }
}
