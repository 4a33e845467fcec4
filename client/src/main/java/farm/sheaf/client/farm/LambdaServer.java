package farm.sheaf.client.farm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The server by Lambda's Invoke, on AWS and on one machine alike. */
record LambdaServer(LambdaClient lambda, String function) implements FarmServer {
  @Override
  public Answer ask(ObjectNode request) {
    InvokeResponse response =
        AwsProblem.telling(
            "asking the function \"%s\"".formatted(function),
            () ->
                lambda.invoke(
                    invoke ->
                        invoke
                            .functionName(function)
                            .payload(SdkBytes.fromUtf8String(request.toString()))));
    return Answer.read(response.payload().asUtf8String());
  }
}
