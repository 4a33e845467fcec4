package farm.sheaf.core.job;

import java.util.Locale;

/** Where a task stands. The one spelling of it, in Java, JSON, table, terminal and page. */
public enum TaskStatus {
  QUEUED,
  COMPLETED,
  FAILED,
  CANCELED;

  /** As it is written everywhere: {@code queued}, {@code completed}, ... */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
