package farm.sheaf.client.machine;

import farm.sheaf.client.machine.Situation.Consent;
import farm.sheaf.client.machine.Situation.Right;
import farm.sheaf.client.machine.Situation.Source;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to do about missing programs. */
sealed interface InstallDecision {
  /** All is there. */
  record NothingToDo() implements InstallDecision {}

  /**
   * Install now.
   *
   * @param prefix what goes before {@code apt-get}: nothing, or {@code sudo -n}
   */
  record WithApt(List<String> prefix, List<String> packages) implements InstallDecision {
    /** As a person would type it. */
    String said() {
      return Stream.of(
              prefix, List.of("apt-get", "install", "-y", "--no-install-recommends"), packages)
          .flatMap(List::stream)
          .collect(Collectors.joining(" "));
    }
  }

  /** Tell the person what to install. */
  record Advise(String message) implements InstallDecision {}

  /** Installs only where that is a package away, allowed and not refused. */
  static InstallDecision of(Situation situation) {
    if (situation.missing().isEmpty()) {
      return new NothingToDo();
    }
    List<String> packages = situation.missing().stream().map(Program::command).toList();
    boolean may = situation.right() != Right.NONE && situation.consent() == Consent.GIVEN;
    if (situation.source() == Source.APT && may) {
      List<String> prefix = situation.right() == Right.ROOT ? List.of() : List.of("sudo", "-n");
      return new WithApt(prefix, packages);
    }
    return new Advise(advice(situation, String.join(" ", packages)));
  }

  private static String advice(Situation situation, String packages) {
    String missing =
        situation.missing().stream().map(Program::title).collect(Collectors.joining(" and "));
    String sudo = situation.right() == Right.ROOT ? "" : "sudo ";
    String line =
        switch (situation.source()) {
          case APT ->
              "Install: %sapt-get install -y --no-install-recommends %s".formatted(sudo, packages);
          case DNF -> "Install: %sdnf install -y %s".formatted(sudo, packages);
          case BREW -> "Install: " + brew(situation.missing());
          case UNKNOWN ->
              "Install it from blender.org and ffmpeg.org, or with your package manager.";
        };
    String variables =
        situation.missing().stream()
            .map(each -> each.variable() + "=/path/to/" + each.command())
            .collect(Collectors.joining(" "));
    return "%s %s needed to render, and not found here.\n%s\nIf you have it elsewhere, say where: %s"
        .formatted(missing, situation.missing().size() == 1 ? "is" : "are", line, variables);
  }

  private static String brew(List<Program> missing) {
    return missing.stream()
        .map(
            each ->
                switch (each) {
                  case BLENDER -> "brew install --cask blender";
                  case FFMPEG -> "brew install ffmpeg";
                })
        .collect(Collectors.joining(" && "));
  }
}
