package farm.sheaf.client.scene;

import farm.sheaf.client.farm.ObjectStore;
import farm.sheaf.client.farm.Place;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where the film goes on the artist's disk. It is checked before anything renders, and written
 * whole or not at all: an interrupted download leaves the previous film as it was.
 */
public record FilmTarget(Path path) {
  /** The path as typed, or the problem with it. */
  public static FilmTarget checked(Path typed) {
    Path path = typed.toAbsolutePath().normalize();
    Path folder = path.getParent();
    if (Files.isDirectory(path)) {
      throw Problem.usage(
          "%s is a folder; name the film itself, such as --out \"%s\"."
              .formatted(typed, typed.resolve("film.mp4")));
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw Problem.usage(
          "There is no folder %s for the film.\nMake it first: mkdir -p \"%s\""
              .formatted(folder, folder));
    }
    if (!Files.isWritable(folder)) {
      throw Problem.usage(
          "You may not write into %s.\nName another place for the film: --out FILM.mp4"
              .formatted(folder));
    }
    return new FilmTarget(path);
  }

  /** Fetches the film over whatever was there. */
  public void fetch(ObjectStore objects, Place film) {
    Path part =
        path.resolveSibling(
            ".%s.%d.part".formatted(path.getFileName(), ProcessHandle.current().pid()));
    try {
      Files.deleteIfExists(part);
      objects.download(film, part);
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Problem(
          ExitCode.FAILED,
          "The film is ready but could not be written to %s: %s\nIt is kept at %s."
              .formatted(path, e.getMessage(), film),
          e);
    } finally {
      deleteQuietly(part);
    }
  }

  private static void deleteQuietly(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException leftover) {
      // The film's own fate has been told; a hidden leftover is not worth a second message.
    }
  }
}
