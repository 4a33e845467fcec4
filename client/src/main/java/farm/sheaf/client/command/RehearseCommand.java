package farm.sheaf.client.command;

import farm.sheaf.account.Stage;
import farm.sheaf.client.farm.Farm;
import farm.sheaf.client.farm.Farms.OwnFarm;
import farm.sheaf.client.farm.Place;
import farm.sheaf.client.farm.Start;
import farm.sheaf.client.farm.Upload;
import farm.sheaf.client.job.JobTableText;
import farm.sheaf.client.job.Jobs;
import farm.sheaf.client.progress.ProgressTalk;
import farm.sheaf.client.progress.Snapshot;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Style;
import farm.sheaf.talk.Talk;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/**
 * A farm's start and a few requests, for the JVM to remember: the launcher runs it once after a
 * build and keeps the JVM's AOT cache, so that every later start is quick. It renders nothing.
 */
@Command(name = "rehearse", hidden = true, description = "What the launcher runs after a build.")
final class RehearseCommand extends Verb {
  RehearseCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    // Whatever stage its user works with, a start is rehearsed on this machine.
    Map<String, String> here = new HashMap<>(environment());
    here.remove(Stage.VARIABLE);
    try (OwnFarm own = context().farms().apply(here).start(Start.IDLE)) {
      Farm farm = own.farm();
      send(farm);
      var list = new Jobs(farm.server()).list(1, Optional.empty());
      result(list, JobTableText.lines(list));
      Talk nobody = new Talk(silence(), silence(), Style.COLOUR);
      ProgressTalk progress = new ProgressTalk(nobody);
      progress.show(
          new Snapshot(
              context().time().clock().instant(),
              "rendering",
              new Snapshot.Count(1, 0, 2),
              "rehearsal"));
    }
    return ExitCode.DONE;
  }

  private static void send(Farm farm) {
    try {
      Path file = Files.createTempFile("sheaf-rehearsal-", ".txt");
      Place place = farm.scene("rehearsal.txt");
      Files.writeString(file, "rehearsal");
      farm.objects().upload(new Upload(file, place, "none", Upload.Existing.REPLACED, _ -> {}));
      Files.delete(file);
      farm.objects().find(place);
      farm.objects().list(place);
      farm.objects().download(place, file);
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to the temporary folder", e);
    }
  }

  private static PrintStream silence() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }
}
