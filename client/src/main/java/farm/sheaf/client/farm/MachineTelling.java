package farm.sheaf.client.farm;

import farm.sheaf.account.Telling;
import farm.sheaf.talk.ExitCode;
import farm.sheaf.talk.Problem;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What an exception of the SDK means to who works with the farm of this machine. */
record MachineTelling() implements Telling {
  @Override
  public Problem problem(Doing doing, SdkException e) {
    return e instanceof AwsServiceException refused
        ? refused(doing.words(), refused)
        : unreachable(doing.words(), e);
  }

  private static Problem refused(String doing, AwsServiceException e) {
    String said = e.awsErrorDetails() == null ? e.getMessage() : e.awsErrorDetails().errorMessage();
    return switch (e.statusCode()) {
      case 401, 403 ->
          new Problem(
              ExitCode.NOT_ALLOWED,
              "The farm does not let you do this: %s (%s).\nIs it a farm of another folder? See ./sheaf doctor."
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
