package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.Stage;
import farm.sheaf.deploy.DeployFolders;
import farm.sheaf.deploy.Removal;
import farm.sheaf.deploy.Removal.Extent;
import farm.sheaf.deploy.Shell;
import farm.sheaf.deploy.Step;
import farm.sheaf.deploy.Steps;
import farm.sheaf.deploy.Target;
import farm.sheaf.local.home.FarmHome;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Json;
import farm.sheaf.talk.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes a farm out of an AWS account again. */
@Command(
    name = "remove",
    description = "Remove a farm from your AWS account; scenes and films stay unless --with-data.")
final class RemoveCommand extends Verb {
  @Option(
      names = "--cluster-only",
      description =
          "The cluster alone, which is what costs money at rest; jobs wait for a new one.")
  private boolean clusterOnly;

  @Option(
      names = "--with-data",
      description = "Scenes, films, frames, logs and the table of jobs too.")
  private boolean withData;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  RemoveCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    if (clusterOnly && withData) {
      throw Problem.usage("Give --cluster-only or --with-data; both together cannot be.");
    }
    Stage stage = stage();
    AwsAccess access = AwsAccess.of(environment());
    Target target = new Target(stage, access);
    DeployFolders folders =
        DeployFolders.of(
            DeployCommand.root(), FarmHome.of(environment()).folder(), stage, access.region());
    Shell shell = new Shell(access.environment(), folders.log(), talk());
    List<Step> steps = new ArrayList<>(List.of(target.signIn()));
    steps.addAll(
        new Removal(target, extent(), folders, shell, context().time().pause()::pause).steps());
    talk().say(warning(target));
    if (!yes) {
      Question.real(talk()).confirm(stage.name());
    }
    Map<String, String> results =
        context()
            .interruption()
            .during(
                () -> new Steps(talk(), context().time().clock(), again(target)).run(steps),
                () -> talk().say("Stopped. To go on: " + again(target)));
    ObjectNode document = Json.object().put("stage", stage.name()).put("region", access.region());
    results.forEach(document.putObject("steps")::put);
    result(document, left(target));
    return ExitCode.DONE;
  }

  private Extent extent() {
    if (clusterOnly) {
      return Extent.CLUSTER;
    }
    return withData ? Extent.FARM_AND_DATA : Extent.FARM;
  }

  private String warning(Target target) {
    String what =
        switch (extent()) {
          case CLUSTER -> "Removing the cluster of the farm \"%s\" in %s. Jobs stay and wait.";
          case FARM ->
              "Removing the farm \"%s\" in %s. Scenes, films and the table of jobs stay;"
                  + " --with-data removes them too.";
          case FARM_AND_DATA ->
              "Removing the farm \"%s\" in %s WITH ALL ITS SCENES, FILMS AND JOBS. There is no way"
                  + " back.";
        };
    return what.formatted(target.stage(), target.access().region())
        + "\nAccount %s, as %s."
            .formatted(target.signIn().identity().account(), target.signIn().identity().arn());
  }

  private String again(Target target) {
    String more =
        switch (extent()) {
          case CLUSTER -> " --cluster-only";
          case FARM -> "";
          case FARM_AND_DATA -> " --with-data";
        };
    return "./sheaf remove --stage %s --region %s%s"
        .formatted(target.stage(), target.access().region(), more);
  }

  private List<String> left(Target target) {
    Stage stage = target.stage();
    return switch (extent()) {
      case CLUSTER ->
          List.of(
              "The cluster is gone. What is left of the farm costs under $1 a month, and its"
                  + " storage.",
              "A new one: ./sheaf deploy --stage " + stage);
      case FARM ->
          List.of(
              "The farm is gone. Left are its buckets, its table, its queues and its image"
                  + " repository (stack %s): only what they store costs money."
                      .formatted("Sheaf-%s-Data".formatted(stage)),
              "  scenes and films   $0.023 a GB and month (S3 Standard, us-east-1)",
              "  workers' images    $0.10 a GB and month",
              "To have it back: ./sheaf deploy --stage %s. To remove the rest: ./sheaf remove --stage %1$s --with-data"
                  .formatted(stage));
      case FARM_AND_DATA ->
          List.of(
              "The farm \"%s\" is gone with all that it had.".formatted(stage),
              "Left is CDK's own stack CDKToolkit, which other apps may use; it costs a few cents a"
                  + " month for the packages in its bucket.");
    };
  }
}
