package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.client.farm.Farm;
import farm.sheaf.client.farm.Farms.OwnFarm;
import farm.sheaf.client.farm.Start;
import farm.sheaf.client.job.JobDocument;
import farm.sheaf.client.job.Jobs;
import farm.sheaf.client.machine.InstallPrograms;
import farm.sheaf.client.scene.FilmTarget;
import farm.sheaf.client.scene.SceneFile;
import farm.sheaf.core.job.JobStatus;
import farm.sheaf.talk.Durations;
import farm.sheaf.talk.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** From a scene to a film beside it, with the farm that runs or one of its own. */
@Command(
    name = "render",
    description = "Render a scene into a film beside it; starts a farm of its own where none runs.")
final class RenderCommand extends Verb {
  @Parameters(paramLabel = "FILE", description = "The scene, a .blend file.")
  private Path file = Path.of("");

  @Mixin private SubmitOptions options = new SubmitOptions();

  @Option(
      names = "--out",
      paramLabel = "FILM",
      description = "Where the film goes. Default: beside the scene, ending in .mp4.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--frames-dir",
      paramLabel = "DIR",
      description = "Fetch the frames too, into this folder.")
  private Optional<Path> framesFolder = Optional.empty();

  /** The job's id once there is one; Ctrl-C is told of on another thread. */
  private final AtomicReference<String> submitted = new AtomicReference<>("");

  RenderCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    SceneFile scene = SceneFile.open(file);
    ObjectNode settings = options.settings(context().time().clock());
    Delivery delivery = delivery(scene);
    Optional<Farm> running = farms().running();
    Interruption interruption = context().interruption();
    if (running.isPresent()) {
      return interruption.during(
          () -> render(running.get(), scene, settings, delivery, () -> true), this::detach);
    }
    new InstallPrograms(context().machine(), talk()).now();
    talk().say("Starting a farm on this machine for this render.");
    try (OwnFarm own = farms().start(Start.RENDERING)) {
      return interruption.during(
          () -> render(own.farm(), scene, settings, delivery, own::hasWorkers), () -> stop(own));
    }
  }

  private ExitCode render(
      Farm farm,
      SceneFile scene,
      ObjectNode settings,
      Delivery delivery,
      BooleanSupplier workersThere) {
    Instant started = context().time().clock().instant();
    JobDocument job =
        again(
            farm,
            new SendScene(farm, talk(), context().time().clock())
                .send(scene, scene.name(), settings));
    submitted.set(job.id());
    talk().say("Job %s: frames %s.".formatted(job.id(), job.range()));
    if (!job.created() && job.is(JobStatus.COMPLETED)) {
      talk().say("It was rendered before; what it made is fetched. For another round: --force");
    }
    FollowJob follow = new FollowJob(context(), new Jobs(farm.server()), workersThere);
    JobDocument end = follow.toItsEnd(job);
    follow.tell(end);
    ObjectNode saved = delivery.bring(end, farm.objects());
    if (end.is(JobStatus.COMPLETED)) {
      Duration taken = Duration.between(started, context().time().clock().instant());
      talk().say("Done: %d frames in %s.".formatted(end.total(), Durations.said(taken)));
    }
    ObjectNode document = end.tree().deepCopy();
    document.set("saved", saved);
    result(document, Delivery.paths(saved));
    return FollowJob.exit(end);
  }

  private Delivery delivery(SceneFile scene) {
    if (options.framesOnly()) {
      Path folder = framesFolder.orElse(scene.beside(scene.stem() + "-frames"));
      return new Delivery(Optional.empty(), Optional.of(folder));
    }
    Path film = out.orElse(scene.beside(scene.stem() + ".mp4"));
    return new Delivery(Optional.of(FilmTarget.checked(film)), framesFolder);
  }

  /** A job that ended without a film goes round again: who types this wants one. */
  private JobDocument again(Farm farm, JobDocument job) {
    if (job.created() || !(job.is(JobStatus.FAILED) || job.is(JobStatus.CANCELED))) {
      return job;
    }
    talk()
        .say(
            "This was submitted before and %s; its missing frames go round again."
                .formatted(job.is(JobStatus.FAILED) ? "failed" : "was canceled"));
    return new Jobs(farm.server()).requeue(job.id(), Optional.empty());
  }

  private void stop(OwnFarm own) {
    talk().say("Stopping the farm.");
    own.close();
    talk()
        .say(
            submitted.get().isEmpty()
                ? "Stopped; nothing was submitted."
                : "Stopped. The job %s is kept with its frames; the same command goes on with it."
                    .formatted(submitted.get()));
  }

  private void detach() {
    talk()
        .say(
            submitted.get().isEmpty()
                ? "Stopped; nothing was submitted."
                : "Detached; the job %s goes on. Follow it with: ./sheaf watch %1$s"
                    .formatted(submitted.get()));
  }
}
