package farm.sheaf.client.machine;

import farm.sheaf.client.machine.Situation.Consent;
import farm.sheaf.client.machine.Situation.Right;
import farm.sheaf.client.machine.Situation.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** This machine as it is: the environment, the programs, what its user may do. */
public record Machine(Map<String, String> environment, Commands commands) {
  public static Machine real() {
    return of(System.getenv());
  }

  /** This machine with another environment. */
  public static Machine of(Map<String, String> environment) {
    return new Machine(environment, new RealCommands(Duration.ofSeconds(20)));
  }

  /** What a farm here needs and this machine lacks. */
  List<Program> missing() {
    return Arrays.stream(Program.values())
        .filter(each -> each.find(environment).isEmpty())
        .toList();
  }

  Situation situation() {
    Source source = source();
    return new Situation(missing(), source, right(source), consent());
  }

  private Source source() {
    if (onPath("apt-get")) {
      return Source.APT;
    }
    if (onPath("dnf")) {
      return Source.DNF;
    }
    return onPath("brew") ? Source.BREW : Source.UNKNOWN;
  }

  private Right right(Source source) {
    if ("root".equals(System.getProperty("user.name"))) {
      return Right.ROOT;
    }
    boolean sudo =
        source == Source.APT
            && onPath("sudo")
            && commands.output(List.of("sudo", "-n", "true")).isPresent();
    return sudo ? Right.SUDO : Right.NONE;
  }

  private Consent consent() {
    String refused = environment.getOrDefault("SHEAF_NO_INSTALL", "");
    return refused.isEmpty() || refused.equals("0") ? Consent.GIVEN : Consent.REFUSED;
  }

  private boolean onPath(String command) {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(":", -1))
        .filter(folder -> !folder.isBlank())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }
}
