package farm.sheaf.infra.function;

import farm.sheaf.infra.configuration.FarmConfiguration;
import farm.sheaf.infra.naming.FarmNames;
import farm.sheaf.infra.naming.Parameter;
import farm.sheaf.infra.naming.Permissions;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.lambda.Alias;
import software.constructs.Construct;

/** The three functions, what calls them, and where clients find the farm. */
public final class FunctionStack extends Stack {
  /** Of the parameter's form; it grows when an older client could no longer read it. */
  private static final int VERSION = 1;

  public FunctionStack(
      Construct scope,
      FarmNames names,
      FarmConfiguration configuration,
      FunctionPackages packages) {
    super(
        scope,
        names.stack("Functions"),
        StackProps.builder().description("Sheaf: server, watcher and logger").build());
    Alias server = function(FunctionKind.SERVER, packages, names, configuration);
    Alias watcher = function(FunctionKind.WATCHER, packages, names, configuration);
    Alias logger = function(FunctionKind.LOGGER, packages, names, configuration);
    new Triggers(this, names, watcher, logger);
    HttpFront http = new HttpFront(this, names, configuration.keeping(), server);
    Parameter.json(this, names.parameter("farm"), farm(names, configuration, http));
    new HandedOutPolicies(this, names, new Permissions(names, configuration.workers().pools()));
  }

  private Alias function(
      FunctionKind kind,
      FunctionPackages packages,
      FarmNames names,
      FarmConfiguration configuration) {
    return new FarmFunction(this, kind, packages, names, configuration).alias();
  }

  /** What a client, or a worker outside the cluster, must know to use this farm. */
  private static Map<String, Object> farm(
      FarmNames names, FarmConfiguration configuration, HttpFront http) {
    Map<String, Object> farm = new LinkedHashMap<>();
    farm.put("version", VERSION);
    farm.put("stage", names.stage().name());
    farm.put("server", names.function("server") + ":" + FarmNames.ALIAS);
    farm.put("api", http.url());
    farm.put(
        "repository",
        "%s.dkr.ecr.%s.%s/%s"
            .formatted(Aws.ACCOUNT_ID, Aws.REGION, Aws.URL_SUFFIX, names.imageRepository()));
    farm.put("environment", names.environment(configuration.workers().pools()));
    return farm;
  }
}
