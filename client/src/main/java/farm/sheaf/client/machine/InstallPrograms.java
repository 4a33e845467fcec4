package farm.sheaf.client.machine;

import farm.sheaf.client.machine.InstallDecision.Advise;
import farm.sheaf.client.machine.InstallDecision.NothingToDo;
import farm.sheaf.client.machine.InstallDecision.WithApt;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import farm.sheaf.talk.Talk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Sees to it that this machine can render before a farm starts on it. */
public record InstallPrograms(Machine machine, Talk talk) {

  /** Returns when all is there; where that cannot be, the person is told what to do. */
  public void now() {
    Situation situation = machine.situation();
    situation.missing().forEach(this::refuseMisnamed);
    switch (InstallDecision.of(situation)) {
      case NothingToDo() -> {}
      case Advise advise -> throw Problem.failed(advise.message());
      case WithApt apt -> install(apt);
    }
  }

  /** Who named a program wants that one; another from a package would be a surprise. */
  private void refuseMisnamed(Program program) {
    String named = machine.environment().getOrDefault(program.variable(), "");
    if (!named.isBlank()) {
      throw Problem.failed(
          "%s is %s, and there is no program there.\nCorrect it, or unset it to use the one on PATH."
              .formatted(program.variable(), named));
    }
  }

  private void install(WithApt apt) {
    Path log = newLog();
    talk.say(
        "Not found here: %s. Installing with: %s"
            .formatted(String.join(", ", apt.packages()), apt.said()));
    talk.say("(a minute or so; output goes to %s; SHEAF_NO_INSTALL=1 forbids it)".formatted(log));
    // Package lists may be missing or old, and that shows only by trying.
    boolean installed =
        apt(apt, log, install(apt.packages()))
            || (apt(apt, log, List.of("update")) && apt(apt, log, install(apt.packages())));
    if (!installed || !machine.missing().isEmpty()) {
      throw new Problem(
          ExitCode.FAILED,
          "The installation did not work:\n%s\nTry it yourself: %s"
              .formatted(lastLines(log), apt.said()));
    }
    talk.say("Installed.");
  }

  private boolean apt(WithApt apt, Path log, List<String> words) {
    List<String> command =
        Stream.of(
                apt.prefix(),
                // sudo clears the environment, so the variable goes along in the command.
                List.of("env", "DEBIAN_FRONTEND=noninteractive"),
                List.of("apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"),
                words)
            .flatMap(List::stream)
            .toList();
    return machine.commands().run(command, log) == 0;
  }

  private static List<String> install(List<String> packages) {
    return Stream.concat(Stream.of("install", "-y", "--no-install-recommends"), packages.stream())
        .toList();
  }

  private static Path newLog() {
    try {
      return Files.createTempFile("sheaf-install-", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to the temporary folder", e);
    }
  }

  private static String lastLines(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
    } catch (IOException e) {
      return "(see " + log + ")";
    }
  }
}
