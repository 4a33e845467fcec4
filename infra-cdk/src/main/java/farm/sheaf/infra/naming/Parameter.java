package farm.sheaf.infra.naming;

import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ssm.ParameterTier;
import software.amazon.awscdk.services.ssm.StringParameter;

/** A parameter of Systems Manager that holds JSON: no secrets, names only. */
public final class Parameter {
  private Parameter() {}

  /**
   * Publishes it.
   *
   * @param content at most 4,096 characters as JSON
   */
  public static void json(Stack stack, String name, Map<String, Object> content) {
    StringParameter.Builder.create(stack, "Parameter")
        .parameterName(name)
        .description("Where clients find this farm")
        .simpleName(false)
        .tier(ParameterTier.STANDARD)
        .stringValue(stack.toJsonString(content))
        .build();
  }
}
