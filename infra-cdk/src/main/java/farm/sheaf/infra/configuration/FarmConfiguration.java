package farm.sheaf.infra.configuration;

import java.util.Map;
import java.util.Optional;

/** All that a deployment may choose; {@link Key} lists the words for it. */
public record FarmConfiguration(
    Stage stage, WorkerLimits workers, Keeping keeping, Spending spending, ClusterPlan cluster) {

  /** A farm of which nothing was said. */
  public static FarmConfiguration defaults() {
    return read(Map.of());
  }

  /**
   * Reads what was said.
   *
   * @param said values by key, such as {@code sheaf:stage}; what is missing has its default
   * @throws ConfigurationException naming the key, the value and what to write
   */
  public static FarmConfiguration read(Map<String, String> said) {
    Settings settings = new Settings(said);
    return new FarmConfiguration(
        settings.read(Key.STAGE, Stage::new),
        new WorkerLimits(
            settings.read(Key.MAX_WORKERS_CPU, text -> new WorkerLimits(number(text), 0)).cpu(),
            settings.read(Key.MAX_WORKERS_GPU, text -> new WorkerLimits(1, number(text))).gpu()),
        keeping(settings),
        spending(settings),
        cluster(settings));
  }

  private static Keeping keeping(Settings settings) {
    Keeping defaults = new Keeping(30, 30, Keeping.TableProtection.ON);
    return new Keeping(
        settings
            .read(
                Key.FRAMES_KEPT_DAYS,
                text -> new Keeping(number(text), defaults.logDays(), defaults.table()))
            .frameDays(),
        settings
            .read(
                Key.LOGS_KEPT_DAYS,
                text -> new Keeping(defaults.frameDays(), number(text), defaults.table()))
            .logDays(),
        settings.choice(Key.TABLE_PROTECTION, Keeping.TableProtection.class));
  }

  private static Spending spending(Settings settings) {
    Spending.TopicEncryption encryption =
        settings.choice(Key.ALARM_ENCRYPTION, Spending.TopicEncryption.class);
    int dollars =
        settings
            .read(
                Key.BUDGET_DOLLARS,
                text -> new Spending(number(text), Optional.empty(), encryption))
            .dollarsPerMonth();
    return settings.read(
        Key.ALARM_EMAIL,
        text -> new Spending(dollars, Optional.of(text).filter(t -> !t.isEmpty()), encryption));
  }

  private static ClusterPlan cluster(Settings settings) {
    return new ClusterPlan(
        settings.choice(Key.CLUSTER, ClusterPlan.Presence.class),
        settings.choice(Key.SCALING, ClusterPlan.Scaling.class),
        settings.read(Key.KUBERNETES, KubernetesVersion::new),
        settings.list(Key.API_CIDRS, AddressRange::new),
        settings.list(Key.ADMINS, Admin::new));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"%s\" is no whole number; write one such as 30".formatted(text), e);
    }
  }
}
