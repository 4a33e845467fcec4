package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.client.farm.Farm;
import farm.sheaf.client.job.JobDocument;
import farm.sheaf.client.job.Jobs;
import farm.sheaf.client.scene.FilmTarget;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches what a job made. */
@Command(name = "download", description = "Fetch a job's film, its frames, or both.")
final class DownloadCommand extends Verb {
  @Parameters(paramLabel = "JOB", description = "The job's id.")
  private String jobId = "";

  @Option(
      names = "--out",
      paramLabel = "FILM",
      description = "Where the film goes. Default: this folder, named as the scene.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--frames-dir",
      paramLabel = "DIR",
      description = "Fetch the frames into this folder; they may be fetched before the film is.")
  private Optional<Path> framesFolder = Optional.empty();

  DownloadCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    Farm farm = farm();
    JobDocument job = new Jobs(farm.server()).status(jobId);
    Optional<Path> film = film(job);
    if (film.isEmpty() && framesFolder.isEmpty()) {
      throw Problem.failed(
          "%s has no film; it is %s.\nIts frames so far: ./sheaf download %1$s --frames-dir DIR"
              .formatted(job.id(), job.statusWord()));
    }
    Delivery delivery = new Delivery(film.map(FilmTarget::checked), framesFolder);
    ObjectNode saved = delivery.bring(job, farm.objects());
    ObjectNode document = job.tree().deepCopy();
    document.set("saved", saved);
    result(document, Delivery.paths(saved));
    return ExitCode.DONE;
  }

  private Optional<Path> film(JobDocument job) {
    return job.film().map(place -> out.orElse(Path.of(job.stem() + ".mp4")));
  }
}
