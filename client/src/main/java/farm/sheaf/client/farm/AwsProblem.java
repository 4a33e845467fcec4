package farm.sheaf.client.farm;

import farm.sheaf.client.talk.ExitCode;
import farm.sheaf.client.talk.Problem;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What an exception of the SDK means to the person at the terminal. */
final class AwsProblem {
  private AwsProblem() {}

  /**
   * Carries a call out.
   *
   * @param doing what was tried, such as {@code fetching s3://...}
   */
  static <T> T telling(String doing, Supplier<T> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      throw refused(doing, e);
    } catch (SdkClientException e) {
      throw unreachable(doing, e);
    }
  }

  private static Problem refused(String doing, AwsServiceException e) {
    String said = e.awsErrorDetails() == null ? e.getMessage() : e.awsErrorDetails().errorMessage();
    return switch (e.statusCode()) {
      case 401, 403 ->
          new Problem(
              ExitCode.NOT_ALLOWED,
              "You are not allowed to do this: %s (%s).\nCheck whose credentials are in use: aws sts get-caller-identity"
                  .formatted(doing, said),
              e);
      case 404 ->
          new Problem(
              ExitCode.FAILED, "There is nothing there: %s (%s).".formatted(doing, said), e);
      default ->
          new Problem(
              ExitCode.FAILED,
              "The farm answered %d to %s: %s".formatted(e.statusCode(), doing, said),
              e);
    };
  }

  private static Problem unreachable(String doing, SdkException e) {
    return new Problem(
        ExitCode.FAILED,
        "The farm does not answer (%s: %s).\nStart one with ./sheaf up, or see ./sheaf doctor."
            .formatted(doing, firstLine(e.getMessage())),
        e);
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "no reason given" : text.lines().findFirst().orElse("");
  }
}
