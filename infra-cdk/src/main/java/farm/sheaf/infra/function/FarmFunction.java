package farm.sheaf.infra.function;

import farm.sheaf.infra.configuration.FarmConfiguration;
import farm.sheaf.infra.naming.FarmNames;
import farm.sheaf.infra.naming.Permissions;
import farm.sheaf.infra.naming.Retention;
import farm.sheaf.infra.naming.ServicePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A function with its own role and its own log, called by its alias, behind which SnapStart starts
 * it from a snapshot. It reserves no concurrency, because a new account has ten of it in all.
 */
final class FarmFunction extends Construct {
  /**
   * The first compiler alone is faster for calls of a fraction of a second; the rest keeps warnings
   * of JDK 25 out of the log, which are about libraries.
   */
  private static final String JVM_FLAGS =
      "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED"
          + " --sun-misc-unsafe-memory-access=allow";

  private final Alias alias;

  FarmFunction(
      Construct scope,
      FunctionKind kind,
      FunctionPackages packages,
      FarmNames names,
      FarmConfiguration configuration) {
    super(scope, kind.word());
    LogGroup log =
        LogGroup.Builder.create(this, "Log")
            .logGroupName("/aws/lambda/" + names.function(kind.word()))
            .retention(Retention.of(configuration.keeping()))
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    Map<String, String> environment =
        new LinkedHashMap<>(names.environment(configuration.workers().pools()));
    environment.put("JAVA_TOOL_OPTIONS", JVM_FLAGS);
    Function function =
        Function.Builder.create(this, "Function")
            .functionName(names.function(kind.word()))
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .handler(kind.handler())
            .code(Code.fromAsset(packages.of(kind).toString()))
            .memorySize(kind.megabytes())
            .timeout(Duration.seconds(kind.timeout().toSeconds()))
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .environment(environment)
            .logGroup(log)
            .role(role(kind, new Permissions(names, configuration.workers().pools()), log))
            .build();
    Annotations.of(function)
        .acknowledgeWarning(
            "@aws-cdk/aws-lambda:snapStartRequirePublish", "the alias stands before a version");
    alias =
        Alias.Builder.create(this, "Live")
            .aliasName(FarmNames.ALIAS)
            .version(function.getCurrentVersion())
            .build();
    // A sweep that failed is mended by the next one, a minute later.
    alias.configureAsyncInvoke(
        EventInvokeConfigOptions.builder()
            .retryAttempts(0)
            .maxEventAge(Duration.minutes(1))
            .build());
  }

  private Role role(FunctionKind kind, Permissions permissions, LogGroup log) {
    List<PolicyStatement> statements =
        new ArrayList<>(
            switch (kind) {
              case SERVER -> permissions.server();
              case WATCHER -> permissions.watcher();
              case LOGGER -> permissions.logger();
            });
    statements.add(ServicePermissions.log(log.getLogGroupArn()));
    return Role.Builder.create(this, "Role")
        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
        .description("What the function " + kind.word() + " may do")
        .inlinePolicies(
            Map.of(kind.word(), PolicyDocument.Builder.create().statements(statements).build()))
        .build();
  }

  Alias alias() {
    return alias;
  }
}
