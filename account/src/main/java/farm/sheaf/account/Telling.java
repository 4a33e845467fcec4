package farm.sheaf.account;

import farm.sheaf.talk.Problem;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Carries calls to services out and says in words what their exceptions mean to a person. */
@FunctionalInterface
public interface Telling {
  /** What an exception means. */
  Problem problem(Doing doing, SdkException e);

  /**
   * What was tried.
   *
   * @param words such as {@code fetching s3://...}
   * @param permission the IAM action that it needs, such as {@code s3:GetObject}
   */
  record Doing(String words, String permission) {}

  /** Carries one call out. */
  default <T> T telling(Doing doing, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw problem(doing, e);
    }
  }
}
