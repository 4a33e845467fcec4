package farm.sheaf.conformance.permission;

import farm.sheaf.aws.FarmResources;
import farm.sheaf.conformance.farm.Role;
import farm.sheaf.conformance.farm.ServedFarm;
import farm.sheaf.core.job.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The requests that a run of the suite noted, as needs in a deployed farm: the run's own names are
 * exchanged for the deployment's.
 */
final class RecordedCalls {
  private final IamActions actions;
  private final Map<String, String> deployedNames;

  RecordedCalls(IamActions actions, FarmResources recorded, FarmResources deployed) {
    this.actions = actions;
    this.deployedNames = names(recorded, deployed);
  }

  private static Map<String, String> names(FarmResources from, FarmResources to) {
    Map<String, String> names = new LinkedHashMap<>();
    for (Function<FarmResources, String> name :
        java.util.List.<Function<FarmResources, String>>of(
            farm -> farm.buckets().renderFiles(),
            farm -> farm.buckets().pngFiles(),
            farm -> farm.buckets().workerLogging(),
            farm -> farm.queues().logging(),
            farm -> farm.queues().frameEvents(),
            farm -> farm.queues().dead().jobs(),
            farm -> farm.queues().dead().logging(),
            farm -> farm.queues().dead().frameEvents(),
            FarmResources::table)) {
      names.put(name.apply(from), name.apply(to));
    }
    for (Pool pool : from.queues().jobs().keySet()) {
      names.put(from.queues().job(pool), to.queues().job(pool));
    }
    return names;
  }

  /** What a role needed in a run. */
  Set<Need> of(Path run, Role role) throws IOException {
    Set<Need> needs = new LinkedHashSet<>();
    for (Path folder :
        new Path[] {ServedFarm.requestLog(run, role), ServedFarm.pollLog(run, role)}) {
      if (Files.isDirectory(folder)) {
        try (var files = Files.list(folder)) {
          for (Path file : files.toList()) {
            Files.readAllLines(file).forEach(line -> needs.addAll(needs(line)));
          }
        }
      }
    }
    return needs;
  }

  /** What a line of a request log needs. */
  Set<Need> needs(String line) {
    String[] words = line.split(" ", 3);
    Set<Need> needs = new LinkedHashSet<>();
    for (IamActions.Row row : actions.of(words[0] + " " + words[1])) {
      needs.add(new Need(row.action(), arn(row.on(), words[2])));
    }
    return needs;
  }

  private String arn(IamActions.On on, String touched) {
    int slash = touched.indexOf('/');
    String name = deployed(slash < 0 ? touched : touched.substring(0, slash));
    String rest = slash < 0 ? "" : touched.substring(slash);
    return switch (on) {
      case BUCKET -> "arn:aws:s3:::" + name;
      case OBJECT -> "arn:aws:s3:::" + name + rest;
      case QUEUE -> regional("sqs", name);
      case TABLE -> regional("dynamodb", "table/" + name + rest);
    };
  }

  private static String regional(String service, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, Template.REGION, Template.ACCOUNT, resource);
  }

  private String deployed(String recorded) {
    String name = deployedNames.get(recorded);
    if (name == null) {
      throw new IllegalArgumentException(recorded + " was touched and is no part of the farm");
    }
    return name;
  }
}
