package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.client.farm.Farm;
import farm.sheaf.client.job.JobDocument;
import farm.sheaf.client.job.Jobs;
import farm.sheaf.client.scene.SceneFile;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Uploads a scene, submits it and does not wait. */
@Command(name = "submit", description = "Submit a scene to the running farm; prints the job's id.")
final class SubmitCommand extends Verb {
  @Parameters(arity = "0..1", paramLabel = "FILE", description = "The scene, a .blend file.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "The scene's key on the farm. Default: the file's name. Without FILE: a scene that is"
              + " there already.")
  private Optional<String> key = Optional.empty();

  @Mixin private SubmitOptions options = new SubmitOptions();

  SubmitCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    ObjectNode settings = options.settings(context().time().clock());
    Optional<SceneFile> scene = file.map(SceneFile::open);
    if (scene.isEmpty() && key.isEmpty()) {
      throw Problem.usage(
          "Give the scene: ./sheaf submit FILE.blend, or --key KEY for one that is on the farm.");
    }
    Farm farm = farm();
    Supplier<JobDocument> submission =
        scene.isPresent()
            ? () -> send(farm, scene.get(), settings)
            : () -> new Jobs(farm.server()).submit(settings.put("file", key.orElseThrow()));
    JobDocument job =
        context()
            .interruption()
            .during(submission, () -> talk().say("Stopped; nothing was submitted."));
    remark(job);
    result(job.tree(), List.of(job.id()));
    return ExitCode.DONE;
  }

  private JobDocument send(Farm farm, SceneFile scene, ObjectNode settings) {
    return new SendScene(farm, talk(), context().time().clock())
        .send(scene, key.orElse(scene.name()), settings);
  }
}
