package farm.sheaf.infra.configuration;

import java.util.Locale;

/**
 * The words by which a deployment chooses: {@code -c sheaf:stage=test} for the CDK's command line
 * (or {@code context} in cdk.json), {@code -Dsheaf.stage=test} or {@code SHEAF_STAGE=test} besides.
 */
public enum Key {
  STAGE("prod"),
  /** The most CPU workers. */
  MAX_WORKERS_CPU("10"),
  /** The most GPU workers; 0 means no GPU pool. */
  MAX_WORKERS_GPU("0"),
  FRAMES_KEPT_DAYS("30"),
  LOGS_KEPT_DAYS("30"),
  /** {@code on} or {@code off}. */
  TABLE_PROTECTION("on"),
  /** Dollars a month of the whole account. */
  BUDGET_DOLLARS("50"),
  ALARM_EMAIL(""),
  /** {@code disk} or {@code own-key}. */
  ALARM_ENCRYPTION("disk"),
  /** {@code yes} or {@code no}. */
  CLUSTER("yes"),
  /** {@code keda} or {@code hpa}. */
  SCALING("keda"),
  KUBERNETES("1.36"),
  /** A list with commas. */
  API_CIDRS(""),
  /** A list with commas. */
  ADMINS("");

  /** What all keys begin with in the CDK's context. */
  static final String PREFIX = "sheaf:";

  private final String defaultText;

  Key(String defaultText) {
    this.defaultText = defaultText;
  }

  String defaultText() {
    return defaultText;
  }

  /** As in the CDK's context: {@code sheaf:max-workers-cpu}. */
  public String word() {
    return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As a system property: {@code sheaf.max-workers-cpu}. */
  public String property() {
    return word().replace(':', '.');
  }

  /** As an environment variable: {@code SHEAF_MAX_WORKERS_CPU}. */
  public String variable() {
    return "SHEAF_" + name();
  }
}
