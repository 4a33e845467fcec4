package farm.sheaf.account;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What kind of trouble an exception of the SDK is. Services spell the same trouble differently and
 * send it with different status codes, so the error code decides before the status does.
 */
public enum AwsTrouble {
  NO_CREDENTIALS,
  /** A session that was good once. */
  EXPIRED,
  /** AWS does not know the access key, at least not in this region. */
  UNKNOWN_KEY,
  WRONG_SECRET,
  /** This machine's clock is too far from AWS's. */
  CLOCK,
  DENIED,
  /** What was asked for lies in another region. */
  OTHER_REGION,
  NOT_FOUND,
  THROTTLED,
  /** No host of this name: a region that does not exist, or no network. */
  NO_SUCH_HOST,
  UNREACHABLE,
  /** AWS's own failure. */
  AWS_FAILED,
  OTHER;

  private static final Map<String, AwsTrouble> CODES =
      Map.ofEntries(
          Map.entry("ExpiredToken", EXPIRED),
          Map.entry("ExpiredTokenException", EXPIRED),
          Map.entry("TokenRefreshRequired", EXPIRED),
          Map.entry("UnrecognizedClientException", UNKNOWN_KEY),
          Map.entry("InvalidClientTokenId", UNKNOWN_KEY),
          Map.entry("InvalidAccessKeyId", UNKNOWN_KEY),
          Map.entry("OptInRequired", UNKNOWN_KEY),
          Map.entry("SignatureDoesNotMatch", WRONG_SECRET),
          Map.entry("InvalidSignatureException", WRONG_SECRET),
          Map.entry("RequestTimeTooSkewed", CLOCK),
          Map.entry("RequestExpired", CLOCK),
          Map.entry("RequestInTheFuture", CLOCK),
          Map.entry("AccessDenied", DENIED),
          Map.entry("AccessDeniedException", DENIED),
          Map.entry("UnauthorizedOperation", DENIED),
          Map.entry("PermanentRedirect", OTHER_REGION),
          Map.entry("AuthorizationHeaderMalformed", OTHER_REGION),
          Map.entry("IllegalLocationConstraintException", OTHER_REGION),
          Map.entry("ParameterNotFound", NOT_FOUND),
          Map.entry("ResourceNotFoundException", NOT_FOUND),
          Map.entry("Throttling", THROTTLED),
          Map.entry("ThrottlingException", THROTTLED),
          Map.entry("TooManyRequestsException", THROTTLED),
          Map.entry("RequestLimitExceeded", THROTTLED),
          Map.entry("SlowDown", THROTTLED));

  public static AwsTrouble of(SdkException e) {
    return e instanceof AwsServiceException refused ? refused(refused) : onThisSide(e);
  }

  private static AwsTrouble refused(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null || details.errorCode() == null ? "" : details.errorCode();
    AwsTrouble known = CODES.get(code);
    if (known == WRONG_SECRET && said(e).toLowerCase(Locale.ROOT).contains("signature expired")) {
      return CLOCK;
    }
    if (known != null) {
      return known;
    }
    return switch (e.statusCode()) {
      case 301, 307 -> OTHER_REGION;
      case 401, 403 -> DENIED;
      case 404 -> NOT_FOUND;
      case 429 -> THROTTLED;
      default -> e.statusCode() >= 500 ? AWS_FAILED : OTHER;
    };
  }

  private static AwsTrouble onThisSide(SdkException e) {
    String said = said(e);
    if (said.contains("SSO session") || said.contains("Token is expired")) {
      return EXPIRED;
    }
    if (said.startsWith("Unable to load credentials") || said.contains("credentials for profile")) {
      return NO_CREDENTIALS;
    }
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof UnknownHostException) {
        return NO_SUCH_HOST;
      }
      if (at instanceof IOException) {
        return UNREACHABLE;
      }
    }
    return OTHER;
  }

  /** What the exception says, without the SDK's remarks on retries. */
  static String said(SdkException e) {
    if (e instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
      String message = refused.awsErrorDetails().errorMessage();
      if (message != null) {
        return message;
      }
    }
    return firstLine(e.getMessage());
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "no reason given" : text.lines().findFirst().orElse("no reason given");
  }
}
