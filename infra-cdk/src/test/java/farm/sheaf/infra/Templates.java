package farm.sheaf.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import farm.sheaf.infra.configuration.FarmConfiguration;
import farm.sheaf.infra.function.FunctionPackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Templates of whole farms, synthesised once for all tests: the CDK's own program takes seconds to
 * start.
 */
final class Templates {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A farm of which nothing was said. */
  static final Templates USUAL = of(Map.of());

  /** A farm with everything that can be asked for. */
  static final Map<String, String> EVERYTHING_SAID =
      Map.ofEntries(
          Map.entry("sheaf:stage", "studio2"),
          Map.entry("sheaf:max-workers-gpu", "4"),
          Map.entry("sheaf:frames-kept-days", "20"),
          Map.entry("sheaf:logs-kept-days", "90"),
          Map.entry("sheaf:table-protection", "off"),
          Map.entry("sheaf:budget-dollars", "200"),
          Map.entry("sheaf:alarm-email", "renders@example.com"),
          Map.entry("sheaf:alarm-encryption", "own-key"),
          Map.entry("sheaf:scaling", "hpa"),
          Map.entry("sheaf:api-cidrs", "203.0.113.7/32, 198.51.100.0/24"),
          Map.entry("sheaf:admins", "arn:aws:iam::123456789012:role/farm-admin"));

  static final Templates EVERYTHING = of(EVERYTHING_SAID);

  private final Path outdir;
  private final Map<String, Resources> stacks = new TreeMap<>();

  private Templates(Path outdir, String stage) {
    this.outdir = outdir;
    for (String part : new String[] {"Data", "Functions", "Cluster", "Guard"}) {
      Path template = outdir.resolve("Sheaf-%s-%s.template.json".formatted(stage, part));
      if (Files.exists(template)) {
        stacks.put(part, new Resources(part, read(template).path("Resources")));
      }
    }
  }

  static Templates of(Map<String, String> said) {
    FarmConfiguration configuration = FarmConfiguration.read(said);
    Path outdir = temporary();
    FarmApp.synth(configuration, outdir, packages());
    return new Templates(outdir, configuration.stage().name());
  }

  /** Packages with something in them; what it is decides nothing but a name. */
  static FunctionPackages packages() {
    Path folder = temporary();
    return new FunctionPackages(
        jar(folder, "server"), jar(folder, "watcher"), jar(folder, "logger"));
  }

  private static Path jar(Path folder, String name) {
    try {
      return Files.writeString(folder.resolve(name + "-function-lambda.jar"), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path temporary() {
    try {
      Path folder = Files.createTempDirectory("sheaf-templates-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path outdir() {
    return outdir;
  }

  Resources data() {
    return stack("Data");
  }

  Resources functions() {
    return stack("Functions");
  }

  Resources cluster() {
    return stack("Cluster");
  }

  Resources guard() {
    return stack("Guard");
  }

  private Resources stack(String part) {
    Resources resources = stacks.get(part);
    if (resources == null) {
      throw new AssertionError("there is no stack " + part + ", only " + stacks.keySet());
    }
    return resources;
  }

  /** All stacks by what they are called after {@code Sheaf-STAGE-}. */
  Map<String, Resources> stacks() {
    return stacks;
  }

  /** Every resource of every stack. */
  Stream<Resource> all() {
    return stacks.values().stream().flatMap(Resources::all);
  }
}
