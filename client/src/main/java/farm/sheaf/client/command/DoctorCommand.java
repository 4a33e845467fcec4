package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.account.Stage;
import farm.sheaf.client.machine.FarmChecks;
import farm.sheaf.client.machine.MachineChecks;
import farm.sheaf.deploy.cluster.health.ClusterDoctor;
import farm.sheaf.local.home.FarmHome;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Finding;
import farm.sheaf.talk.Finding.Level;
import farm.sheaf.talk.Json;
import farm.sheaf.talk.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Looks at all that a farm needs and says what to do where something lacks. */
@Command(
    name = "doctor",
    description =
        "Check Java, Blender, ffmpeg, disk and the running farm; on AWS, the farm, its cluster and"
            + " quotas.")
final class DoctorCommand extends Verb {
  DoctorCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    List<Finding> findings = new ArrayList<>();
    Optional<Stage> stage = Stage.named(environment());
    if (stage.isPresent()) {
      findings.add(MachineChecks.java());
    } else {
      FarmHome home = FarmHome.of(environment());
      findings.addAll(new MachineChecks(context().machine()).all(home.folder()));
    }
    List<Finding> ofFarm = new FarmChecks(farms()).all();
    findings.addAll(ofFarm);
    // Who cannot find the farm cannot find its cluster, and has been told why.
    stage
        .filter(_ -> ofFarm.stream().noneMatch(DoctorCommand::isNotFound))
        .ifPresent(
            name ->
                findings.addAll(ClusterDoctor.look(name, environment(), context().time().clock())));
    boolean well = findings.stream().noneMatch(each -> each.level() == Level.FAIL);
    ObjectNode document = Json.object().put("ok", well);
    ArrayNode checks = document.putArray("checks");
    List<String> lines = new ArrayList<>();
    for (Finding each : findings) {
      checks
          .addObject()
          .put("name", each.name())
          .put("level", each.level().word())
          .put("detail", each.detail())
          .put("advice", each.advice());
      lines.addAll(lines(each, talk().style()));
    }
    result(document, lines);
    return well ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static boolean isNotFound(Finding finding) {
    return finding.name().equals("farm") && finding.level() == Level.FAIL;
  }

  private static List<String> lines(Finding finding, Style style) {
    String word = "%-4s".formatted(finding.level().word());
    String painted =
        switch (finding.level()) {
          case OK -> style.green(word);
          case WARN -> style.yellow(word);
          case FAIL -> style.red(word);
        };
    String line = "%s  %-16s %s".formatted(painted, finding.name(), finding.detail());
    return finding.advice().isEmpty()
        ? List.of(line)
        : List.of(line, " ".repeat(23) + finding.advice());
  }
}
