package farm.sheaf.client.command;

import farm.sheaf.account.Stage;
import farm.sheaf.client.farm.Doors;
import farm.sheaf.client.farm.Farms.OwnFarm;
import farm.sheaf.client.farm.OnAws;
import farm.sheaf.client.farm.Start;
import farm.sheaf.client.machine.InstallPrograms;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keeps a farm running until Ctrl-C. */
@Command(
    name = "up",
    description = "Run the farm of this machine until Ctrl-C; jobs survive a stop.")
final class UpCommand extends Verb {
  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Workers side by side. Default: 1, because Blender uses all cores by itself.")
  private int workers = Start.ONE;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Of the HTTP front. Default: 27082, or any where that is taken.")
  private Optional<Integer> port = Optional.empty();

  UpCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    check();
    new InstallPrograms(context().machine(), talk()).now();
    OwnFarm farm = farms().start(how());
    List<String> lines = new ArrayList<>(DoorsText.lines(farm.doors()));
    lines.add("For AWS CLI and SDKs: eval \"$(./sheaf env)\". Ctrl-C stops the farm.");
    result(DoorsText.json(farm.doors()), lines);
    return context().interruption().during(UpCommand::forever, () -> stop(farm));
  }

  private static ExitCode forever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.INTERRUPTED;
  }

  private Start how() {
    OptionalInt wanted = port.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    return new Start(workers, wanted, Start.SERVING.grace());
  }

  private void check() {
    Stage.named(environment())
        .ifPresent(
            stage -> {
              throw OnAws.notStartedHere(stage);
            });
    if (workers < 0 || workers > 64) {
      throw Problem.usage("workers: %d; it must be 0 to 64".formatted(workers));
    }
    if (port.isPresent() && (port.get() < 1 || port.get() > 65_535)) {
      throw Problem.usage("port: %d; it must be 1 to 65535".formatted(port.get()));
    }
    Optional<Doors> doors = farms().doors();
    if (doors.isPresent()) {
      throw Problem.failed(
          "A farm runs already: process %d in %s.\nStop it with: kill %1$d; or name another folder in SHEAF_HOME."
              .formatted(doors.get().pid(), doors.get().home()));
    }
  }

  private void stop(OwnFarm farm) {
    talk()
        .say("Stopping; the frame in work may take a minute. Jobs go on with the next ./sheaf up.");
    farm.close();
    talk().say("Stopped.");
  }
}
