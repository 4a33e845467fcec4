package farm.sheaf.worker.sequence;

import farm.sheaf.core.job.FailureKind;
import farm.sheaf.worker.film.FilmResult;
import farm.sheaf.worker.film.PieceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All pieces of one film, gathered on this worker's disk. Between two of them the claim is asked: a
 * film may take longer than one receive of a message lasts, and then goes on elsewhere from what is
 * stored.
 */
final class PieceSet {
  private final Pieces pieces;
  private final FilmWork film;
  private final Map<Integer, PieceKind> kinds = new TreeMap<>();
  private final Set<Integer> encodedHere = new TreeSet<>();

  PieceSet(Pieces pieces, FilmWork film) {
    this.pieces = pieces;
    this.film = film;
  }

  /** The files in order, once {@link #gather} found nothing in the way. */
  List<Path> files() {
    return film.numbers().mapToObj(film::file).toList();
  }

  /** Has all pieces in the folder, of one kind; else what came in the way. */
  Optional<FilmEnd> gather() throws IOException {
    fetchStored();
    Optional<FilmEnd> obstacle = encode(lacking());
    return obstacle.isPresent() || ofOneKind() ? obstacle : replaceStrange();
  }

  private void fetchStored() throws IOException {
    for (int number : pieces.stored(film)) {
      if (number < film.pieces() && !film.claim().ending()) {
        pieces.fetch(film, number).ifPresent(kind -> kinds.put(number, kind));
      }
    }
  }

  private List<Integer> lacking() {
    return film.numbers().filter(number -> !kinds.containsKey(number)).boxed().toList();
  }

  private Optional<FilmEnd> encode(List<Integer> numbers) throws IOException {
    for (int number : numbers) {
      if (film.claim().ending()) {
        return Optional.of(new FilmEnd.Interrupted());
      }
      Optional<FilmEnd> obstacle = encode(number);
      if (obstacle.isPresent()) {
        return obstacle;
      }
    }
    return Optional.empty();
  }

  private Optional<FilmEnd> encode(int number) throws IOException {
    FilmResult result = pieces.encode(film, number);
    if (film.claim().stopped().isPresent()) {
      return Optional.of(new FilmEnd.Interrupted());
    }
    return switch (result) {
      case FilmResult.Made _ -> {
        encodedHere.add(number);
        pieces.kind(film, number).ifPresent(kind -> kinds.put(number, kind));
        yield Optional.empty();
      }
      case FilmResult.Gap(int frame) -> Optional.of(new FilmEnd.Gap(frame));
      case FilmResult.Failed(String message) -> Optional.of(FilmEnd.Failed.ffmpeg(message));
    };
  }

  private boolean ofOneKind() {
    return Set.copyOf(kinds.values()).size() == 1;
  }

  /** Workers with another encoder have stored some; those are encoded here, and all join. */
  private Optional<FilmEnd> replaceStrange() throws IOException {
    if (encodedHere.isEmpty()) {
      Optional<FilmEnd> obstacle = encode(List.of(0));
      if (obstacle.isPresent()) {
        return obstacle;
      }
    }
    PieceKind own = Objects.requireNonNull(kinds.get(encodedHere.iterator().next()));
    Optional<FilmEnd> obstacle =
        encode(film.numbers().filter(n -> !own.equals(kinds.get(n))).boxed().toList());
    return obstacle.isPresent() || ofOneKind()
        ? obstacle
        : Optional.of(
            new FilmEnd.Failed(
                FailureKind.SCENE,
                "the frames are not alike, so that no film can show them all: %s"
                    .formatted(Set.copyOf(kinds.values()))));
  }
}
