package farm.sheaf.core.job;

import java.util.Locale;

/** Why an attempt failed. What is done about it depends on this alone. */
public enum FailureKind {
  /** The scene itself; no retry helps. */
  SCENE,
  /** Memory or disk ran out. */
  RESOURCE,
  /** AWS or the network. */
  PLATFORM,
  /** A frame took longer than its timeout. */
  TIMEOUT,
  /** Blender or its worker died. */
  CRASH,
  /** This worker lacks what the scene needs, such as a newer Blender; another may have it. */
  WORKER;

  /** Whether another attempt may succeed. */
  public boolean retryable() {
    return this != SCENE;
  }

  /** As it is written everywhere: {@code scene}, {@code resource}, ... */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException for a word that is no kind
   */
  public static FailureKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
