package farm.sheaf.client.machine;

import farm.sheaf.client.farm.Doors;
import farm.sheaf.client.farm.Farm;
import farm.sheaf.client.farm.Farms;
import farm.sheaf.client.job.Jobs;
import farm.sheaf.talk.Finding;
import farm.sheaf.talk.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the doctor can tell of the farm: its doors, its server, its table and buckets behind. */
public record FarmChecks(Farms farms) {
  private static final int PATIENCE_MILLIS = 2_000;

  public List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    farms.doors().ifPresent(doors -> findings.addAll(doors(doors)));
    Optional<Farm> farm;
    try {
      farm = farms.running();
    } catch (Problem problem) {
      return List.of(failed("farm", problem));
    }
    if (farm.isEmpty()) {
      findings.add(
          Finding.ok("farm", "none runs; ./sheaf render starts its own, ./sheaf up keeps one"));
      return List.copyOf(findings);
    }
    findings.add(
        tried(
            "server and table",
            () -> {
              int jobs =
                  new Jobs(farm.get().server()).list(50, Optional.empty()).path("jobs").size();
              return jobs == 50 ? "50 jobs or more" : jobs + " jobs";
            }));
    findings.add(
        tried(
            "buckets",
            () -> {
              farm.get().objects().find(farm.get().scene("sheaf-doctor-looks"));
              return farm.get().buckets().renderFiles() + " answers";
            }));
    return List.copyOf(findings);
  }

  private static List<Finding> doors(Doors doors) {
    return List.of(
        Finding.ok("farm", "runs as process %d in %s".formatted(doors.pid(), doors.home())),
        door("S3", doors.ends().s3()),
        door("queues", doors.ends().sqs()),
        door("HTTP", doors.ends().http()));
  }

  private static Finding door(String name, URI end) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(end.getHost(), end.getPort()), PATIENCE_MILLIS);
      return Finding.ok(name, end.toString());
    } catch (IOException e) {
      return Finding.fail(
          name,
          "%s does not answer: %s".formatted(end, e.getMessage()),
          "Stop the farm and start it again: ./sheaf up");
    }
  }

  private static Finding tried(String name, Supplier<String> look) {
    try {
      return Finding.ok(name, look.get());
    } catch (Problem problem) {
      return failed(name, problem);
    }
  }

  private static Finding failed(String name, Problem problem) {
    String said = problem.said();
    return Finding.fail(
        name,
        said.lines().findFirst().orElse(said),
        said.lines().skip(1).findFirst().orElse("The farm's log says more."));
  }
}
