package farm.sheaf.deploy.cluster.health;

import farm.sheaf.account.Stage;
import farm.sheaf.deploy.cluster.Reading;
import farm.sheaf.deploy.cluster.health.ClusterFacts.Version;
import farm.sheaf.talk.Finding;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** How long EKS supports a cluster's version of Kubernetes, and to which one to go next. */
record VersionFindings(Stage stage, LocalDate today) {
  private static final String TITLE = "kubernetes";
  private static final int SOON_DAYS = 90;

  Finding of(String version, Reading<List<Version>> versions) {
    return switch (versions) {
      case Reading.Unread<List<Version>> unread ->
          Finding.warn(
              TITLE,
              "the end of support for %s could not be read: %s".formatted(version, unread.what()),
              unread.advice());
      case Reading.Known<List<Version>> known ->
          known.value().stream()
              .filter(each -> each.name().equals(version))
              .findFirst()
              .map(each -> support(each, known.value()))
              .orElseGet(() -> unknown(version, known.value()));
    };
  }

  private Finding support(Version version, List<Version> all) {
    LocalDate end = version.endOfStandardSupport();
    long days = ChronoUnit.DAYS.between(today, end);
    if (days < 0) {
      return Finding.fail(
          TITLE,
          "standard support for %s ended on %s, %d days ago; EKS upgrades it by itself, or bills six times as much"
              .formatted(version.name(), end, -days),
          upgrade(version, all));
    }
    String detail =
        "%s has standard support until %s, %d days from now".formatted(version.name(), end, days);
    return days > SOON_DAYS
        ? Finding.ok(TITLE, detail)
        : Finding.warn(TITLE, detail + "; then EKS upgrades it by itself", upgrade(version, all));
  }

  private Finding unknown(String version, List<Version> all) {
    return Finding.warn(
        TITLE,
        "EKS names no end of support for %s".formatted(version),
        all.isEmpty() ? "See: aws eks describe-cluster-versions" : upgrade(null, all));
  }

  /** One version at a time: EKS takes no larger step. */
  private String upgrade(@org.jspecify.annotations.Nullable Version from, List<Version> all) {
    return all.stream()
        .map(Version::name)
        .filter(each -> from == null || minor(each) > minor(from.name()))
        .min(Comparator.comparingInt(VersionFindings::minor))
        .map(
            next ->
                "Go to the next one: SHEAF_KUBERNETES=%s ./sheaf deploy --stage %s"
                    .formatted(next, stage))
        .orElse("There is no later one yet: aws eks describe-cluster-versions");
  }

  private static int minor(String version) {
    String[] parts = version.split("\\.", -1);
    try {
      return parts.length < 2 ? 0 : Integer.parseInt(parts[1]);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
