package farm.sheaf.deploy;

import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address from which this machine reaches the internet, by AWS's own service for that. */
record OwnAddress(Map<String, String> environment) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

  /** As a range of one. */
  String cidr() {
    String url = environment.getOrDefault("SHEAF_ADDRESS_URL", "https://checkip.amazonaws.com");
    try {
      String said = new Web(environment).text(url, PATIENCE).strip();
      if (ADDRESS.matcher(said).matches()) {
        return said + "/32";
      }
      throw unknown("%s answered \"%s\"".formatted(url, said.lines().findFirst().orElse("")), null);
    } catch (IOException e) {
      throw unknown("%s does not answer".formatted(url), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown("it was interrupted", e);
    }
  }

  private static Problem unknown(String why, @Nullable Exception cause) {
    String text =
        "The cluster is to be reached from this machine, but its address on the internet is unknown: %s.\nGive it yourself, such as: --api-cidr 203.0.113.7/32"
            .formatted(why);
    return cause == null ? Problem.failed(text) : new Problem(ExitCode.FAILED, text, cause);
  }
}
