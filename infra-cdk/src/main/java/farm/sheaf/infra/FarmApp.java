package farm.sheaf.infra;

import farm.sheaf.infra.cluster.ClusterStack;
import farm.sheaf.infra.configuration.ConfigurationException;
import farm.sheaf.infra.configuration.FarmConfiguration;
import farm.sheaf.infra.configuration.SaidSettings;
import farm.sheaf.infra.data.DataStack;
import farm.sheaf.infra.function.FunctionPackages;
import farm.sheaf.infra.function.FunctionStack;
import farm.sheaf.infra.guard.GuardStack;
import farm.sheaf.infra.naming.FarmNames;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.cxapi.CloudAssembly;

/** Sheaf's CDK app: writes the templates of one farm. It asks no account, so they fit any. */
public final class FarmApp {
  private static final int USAGE = 2;

  private FarmApp() {}

  /**
   * Writes to {@code CDK_OUTDIR}, which the CDK's command line sets, or to {@code target/cdk.out}.
   */
  public static void main(String[] args) {
    try {
      Path checkout =
          Path.of(System.getProperty("sheaf.checkout", ".")).toAbsolutePath().normalize();
      FunctionPackages packages = FunctionPackages.in(checkout);
      NodeProgram.check(System.getenv());
      String outdir = System.getenv("CDK_OUTDIR");
      App app =
          app(outdir == null ? checkout.resolve("infra-cdk/target/cdk.out") : Path.of(outdir));
      build(app, FarmConfiguration.read(said(app)), packages);
      app.synth();
    } catch (ConfigurationException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
    }
  }

  private static Map<String, String> said(App app) {
    Map<String, String> properties =
        System.getProperties().stringPropertyNames().stream()
            .collect(Collectors.toMap(name -> name, System::getProperty));
    Map<String, Object> context = new TreeMap<>();
    if (app.getNode().getAllContext() instanceof Map<?, ?> all) {
      all.forEach((key, value) -> context.put(String.valueOf(key), value));
    }
    return SaidSettings.gather(System.getenv(), properties, context);
  }

  /** Writes a farm's templates to a folder. */
  public static CloudAssembly synth(
      FarmConfiguration configuration, Path outdir, FunctionPackages packages) {
    App app = app(outdir);
    build(app, configuration, packages);
    return app.synth();
  }

  static App app(Path outdir) {
    // Nothing is told to the CDK's makers, nothing says where its code stood (which differs from
    // run to run), and what the CDK's own rules find in a template ends the run.
    return new App(
        AppProps.builder()
            .outdir(outdir.toString())
            .analyticsReporting(false)
            .stackTraces(false)
            .treeMetadata(false)
            .context(
                new TreeMap<>(
                    Map.of(
                        "@aws-cdk/core:validateAgainstDefaultRules", true,
                        "aws:cdk:disable-creation-stack-traces", true)))
            .build());
  }

  /** Adds a farm's stacks, the later ones after those that they need. */
  static void build(App app, FarmConfiguration configuration, FunctionPackages packages) {
    FarmNames names = new FarmNames(configuration.stage());
    Stack data = new DataStack(app, names, configuration);
    Stack functions = new FunctionStack(app, names, configuration, packages);
    functions.addStackDependency(data);
    Stack guard = new GuardStack(app, names, configuration);
    guard.addStackDependency(functions);
    switch (configuration.cluster().presence()) {
      case YES -> new ClusterStack(app, names, configuration).addStackDependency(data);
      case NO -> {}
    }
    Tags.of(app).add("sheaf:stage", configuration.stage().name());
  }
}
