package farm.sheaf.infra.function;

import farm.sheaf.infra.configuration.Keeping;
import farm.sheaf.infra.naming.FarmNames;
import farm.sheaf.infra.naming.Retention;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.HttpIamAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.CfnStage.AccessLogSettingsProperty;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The server over HTTP: {@code POST /} with the JSON of a direct invocation, signed as AWS's own
 * APIs are. {@code GET /} is there to say so.
 */
final class HttpFront extends Construct {
  /** What a person and a script need; a loop gone wild is slowed down before it costs. */
  private static final ThrottleSettings THROTTLE =
      ThrottleSettings.builder().rateLimit(20).burstLimit(40).build();

  private final HttpApi api;

  HttpFront(Construct scope, FarmNames names, Keeping keeping, Alias server) {
    super(scope, "Http");
    api =
        HttpApi.Builder.create(this, "Api")
            .apiName(names.staged("sheaf"))
            .description("Sheaf's requests over HTTP")
            .createDefaultStage(false)
            .build();
    api.addRoutes(
        AddRoutesOptions.builder()
            .path("/")
            .methods(List.of(HttpMethod.GET, HttpMethod.POST))
            .integration(new HttpLambdaIntegration("Server", server))
            .authorizer(new HttpIamAuthorizer())
            .build());
    HttpStage stage =
        HttpStage.Builder.create(this, "Stage")
            .httpApi(api)
            .stageName("$default")
            .autoDeploy(true)
            .throttle(THROTTLE)
            .build();
    // The prefix keeps API Gateway's permission to write within the size of a policy of CloudWatch.
    LogGroup log =
        LogGroup.Builder.create(this, "Log")
            .logGroupName("/aws/vendedlogs/apis/" + names.staged("sheaf"))
            .retention(Retention.of(keeping))
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    if (stage.getNode().getDefaultChild() instanceof CfnStage plain) {
      plain.setAccessLogSettings(
          AccessLogSettingsProperty.builder()
              .destinationArn(log.getLogGroupArn())
              .format(accessLine())
              .build());
    }
  }

  /** One JSON object a request; names of API Gateway's own {@code $context} variables. */
  private static String accessLine() {
    return Stream.of(
            "requestId",
            "requestTime",
            "identity.sourceIp",
            "identity.userArn",
            "httpMethod",
            "path",
            "status",
            "responseLatency")
        .map(name -> "\"%s\":\"$context.%s\"".formatted(name, name))
        // This one comes with quotes of its own.
        .collect(Collectors.joining(",", "{", ",\"error.message\":$context.error.messageString}"));
  }

  String url() {
    return api.getApiEndpoint();
  }
}
