package farm.sheaf.client.farm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.Telling;
import farm.sheaf.account.Telling.Doing;
import java.time.Duration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The server by Lambda's Invoke, on AWS and on one machine alike. */
record LambdaServer(LambdaClient lambda, String function, Telling telling) implements FarmServer {
  /** The function's name where no stage is part of it. */
  static final String NAME = "server";

  /** A submission of 100,000 frames takes seconds. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  static LambdaServer at(AwsAccess access, String function, Telling telling) {
    return new LambdaServer(
        access.configured(LambdaClient.builder(), "LAMBDA", LONGEST).build(), function, telling);
  }

  @Override
  public Answer ask(ObjectNode request) {
    InvokeResponse response =
        telling.telling(
            new Doing("asking the function \"%s\"".formatted(function), "lambda:InvokeFunction"),
            () ->
                lambda.invoke(
                    invoke ->
                        invoke
                            .functionName(function)
                            .payload(SdkBytes.fromUtf8String(request.toString()))));
    return Answer.read(response.payload().asUtf8String());
  }
}
