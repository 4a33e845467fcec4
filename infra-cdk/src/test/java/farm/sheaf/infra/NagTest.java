package farm.sheaf.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import farm.sheaf.infra.configuration.FarmConfiguration;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/** The AwsSolutions pack of cdk-nag finds nothing that {@link NagAnswers} does not answer. */
class NagTest {
  private static final String STAGE = "studio2";

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void every_finding_is_answered_at_its_own_resource() throws IOException {
    assertThat(findings(NagTest::answered)).isEmpty();
  }

  @Test
  void without_answers_there_are_findings_so_the_pack_does_look() throws IOException {
    assertThat(findings(app -> {}))
        .anyMatch(finding -> finding.contains("AwsSolutions-S1"))
        .anyMatch(finding -> finding.contains("AwsSolutions-IAM5"))
        .as("an answer for each, and none that is out of date")
        .hasSameSizeAs(NagAnswers.all(STAGE));
  }

  /** Something that is done with an app before it is written. */
  private interface Preparation {
    void of(App app);
  }

  private static void answered(App app) {
    NagAnswers.all(STAGE).forEach(answer -> answer.addTo(app, STAGE));
  }

  private static List<String> findings(Preparation preparation) throws IOException {
    Path outdir = Templates.temporary();
    App app = FarmApp.app(outdir);
    // A topic without a key of its own is what has more to answer for.
    Map<String, String> said = new TreeMap<>(Templates.EVERYTHING_SAID);
    said.put("sheaf:alarm-encryption", "disk");
    FarmApp.build(app, FarmConfiguration.read(said), Templates.packages());
    preparation.of(app);
    Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).reports(false).build());
    app.synth();
    List<String> findings = new ArrayList<>();
    try (Stream<Path> files = Files.list(outdir)) {
      for (Path file :
          files.filter(one -> one.toString().endsWith(".metadata.json")).sorted().toList()) {
        JSON.readTree(file.toFile()).properties().forEach(entry -> addTo(findings, entry));
      }
    }
    return findings;
  }

  private static void addTo(List<String> findings, Map.Entry<String, JsonNode> resource) {
    for (JsonNode said : resource.getValue()) {
      String type = said.path("type").asText();
      if (type.equals("aws:cdk:error") || type.equals("aws:cdk:warning")) {
        findings.add(resource.getKey() + " " + said.path("data").asText().replaceAll("\\s+", " "));
      }
    }
  }
}
