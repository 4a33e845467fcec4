package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.client.farm.ObjectStore;
import farm.sheaf.client.farm.Place;
import farm.sheaf.client.job.JobDocument;
import farm.sheaf.client.scene.FetchFrames;
import farm.sheaf.client.scene.FilmTarget;
import farm.sheaf.talk.Json;
import farm.sheaf.talk.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is to be brought to the artist's disk when a job has ended. */
record Delivery(Optional<FilmTarget> film, Optional<Path> framesFolder) {
  /** What was written: {@code film} and {@code frames}, as far as there are any. */
  ObjectNode bring(JobDocument job, ObjectStore objects) {
    ObjectNode saved = Json.object();
    Optional<Place> filmPlace = job.film();
    if (film.isPresent() && filmPlace.isPresent()) {
      film.get().fetch(objects, filmPlace.get());
      saved.put("film", film.get().path().toString());
    }
    if (framesFolder.isPresent()) {
      Path folder = framesFolder.get().toAbsolutePath().normalize();
      Place place =
          job.framesAt().orElseThrow(() -> Problem.failed(job.id() + " has no frames to fetch."));
      saved.put("frames", folder.toString());
      saved.put("frameCount", new FetchFrames(objects).into(folder, place));
    }
    return saved;
  }

  /** The paths that were written, one a line. */
  static List<String> paths(ObjectNode saved) {
    return Stream.of("film", "frames")
        .filter(saved::has)
        .map(what -> saved.path(what).asText())
        .toList();
  }
}
