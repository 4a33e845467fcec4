package farm.sheaf.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import farm.sheaf.infra.configuration.FarmConfiguration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;

class SynthesisTest {
  @Test
  void the_same_farm_is_the_same_byte_for_byte() {
    Map<String, String> once = contents(Templates.EVERYTHING.outdir());
    Map<String, String> again = contents(Templates.of(Templates.EVERYTHING_SAID).outdir());
    assertThat(once).containsKey("Sheaf-studio2-Data.template.json");
    assertThat(again).isEqualTo(once);
  }

  @Test
  void templates_fit_any_account_and_region() {
    assertThat(contents(Templates.USUAL.outdir()).get("manifest.json"))
        .contains("aws://unknown-account/unknown-region");
  }

  @Test
  void no_template_tells_where_it_was_made() {
    contents(Templates.USUAL.outdir())
        .forEach((name, text) -> assertThat(text).as(name).doesNotContain("jsii-kernel"));
  }

  @Test
  void everything_carries_its_stage_as_a_tag() {
    assertThat(Templates.USUAL.all().filter(resource -> !resource.property("Tags").isMissingNode()))
        .hasSizeGreaterThan(20)
        .allMatch(resource -> resource.property("Tags").toString().contains("sheaf:stage"));
  }

  @Test
  void what_the_cdks_own_rules_find_in_a_template_ends_the_synthesis() {
    App app = FarmApp.app(Templates.temporary());
    FarmApp.build(app, FarmConfiguration.defaults(), Templates.packages());
    CfnResource.Builder.create((Stack) app.getNode().findChild("Sheaf-prod-Guard"), "Misspelt")
        .type("AWS::SQS::Queue")
        .properties(Map.of("VisibilityTimeOut", 30))
        .build();
    // The CDK's own process says what it found.
    PrintStream usual = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertThatThrownBy(app::synth).hasMessageContaining("alidation");
      await()
          .untilAsserted(
              () ->
                  assertThat(said.toString(StandardCharsets.UTF_8)).contains("VisibilityTimeOut"));
    } finally {
      System.setErr(usual);
    }
  }

  private static Map<String, String> contents(Path folder) {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> contents.put(file.getFileName().toString(), read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return contents;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
