package farm.sheaf.client.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.client.farm.Doors;
import farm.sheaf.client.farm.Farms;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Json;
import farm.sheaf.talk.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** What AWS CLI, SDKs and workers elsewhere need to talk to the farm. */
@Command(
    name = "env",
    description = "Print what other programs need for the farm: eval \"$(./sheaf env)\".")
final class EnvCommand extends Verb {
  EnvCommand(Context context) {
    super(context);
  }

  @Override
  ExitCode run() {
    Farms farms = farms();
    Map<String, String> variables =
        farms
            .variables()
            .orElseThrow(
                () ->
                    Problem.failed(
                        "No farm runs on this machine, so there is nothing to point at.\n"
                            + "Start one with ./sheaf up; for a farm on AWS: --stage STAGE"));
    ObjectNode document = Json.object();
    variables.forEach(document::put);
    List<String> lines = new ArrayList<>();
    variables.forEach((name, value) -> lines.add("export " + name + "=" + quoted(value)));
    farms.doors().ifPresent(doors -> lines.addAll(hints(doors)));
    result(document, lines);
    return ExitCode.DONE;
  }

  private static List<String> hints(Doors doors) {
    String invoke =
        "#   aws --endpoint-url %s lambda invoke --function-name server \\"
            .formatted(doors.ends().http());
    return List.of(
        "# Use: eval \"$(./sheaf env)\"",
        "# AWS CLI before 2.13 ignores AWS_ENDPOINT_URL_*; tell it each time:",
        "#   aws --endpoint-url %s s3 cp scene.blend s3://render-files-bucket/"
            .formatted(doors.ends().s3()),
        invoke,
        "#     --cli-binary-format raw-in-base64-out \\",
        "#     --payload '{\"file\": \"scene.blend\", \"start\": \"1\", \"end\": \"17\"}'"
            + " answer.json");
  }

  /** For a POSIX shell; plain words stay as they are. */
  private static String quoted(String value) {
    return value.matches("[A-Za-z0-9_./:@%+=-]*") ? value : "'" + value.replace("'", "'\\''") + "'";
  }
}
