package farm.sheaf.deploy.cluster.health;

import farm.sheaf.deploy.cluster.Reading;
import farm.sheaf.talk.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * How many vCPUs of machines with GPUs the account may run in its region; in many accounts none,
 * until somebody asks for more.
 */
public record GpuQuota(Reading<Double> onDemand, Reading<Double> spot) {
  /** Codes of Service Quotas for EC2's G and VT machines, counted in vCPUs. */
  public static final String ON_DEMAND_CODE = "L-DB2E81BA";

  static final String SPOT_CODE = "L-3819A6DF";

  /** What the smallest machine with a GPU has. */
  public static final int VCPUS_EACH = 4;

  private static final String TITLE = "GPU quota";

  /** Whether not even the smallest machine may run; a quota that was not read may be enough. */
  public boolean isNone() {
    return isTooSmall(onDemand) && isTooSmall(spot);
  }

  /**
   * What this means for a pool of so many workers.
   *
   * @param workers at most; with none there is nothing to find
   */
  List<Finding> findings(int workers) {
    if (workers == 0) {
      return List.of();
    }
    int needed = workers * VCPUS_EACH;
    List<Finding> all = new ArrayList<>();
    if (isNone()) {
      all.add(
          Finding.fail(
              TITLE,
              "the account may run no machine with a GPU here (0 vCPUs of G and VT, on-demand and"
                  + " spot), so no worker of the gpu pool can start",
              ask(ON_DEMAND_CODE, needed) + "; for spot: " + ask(SPOT_CODE, needed)));
      return all;
    }
    all.add(finding("on-demand", onDemand, ON_DEMAND_CODE, needed));
    all.add(finding("spot", spot, SPOT_CODE, needed));
    return all;
  }

  private static Finding finding(String kind, Reading<Double> quota, String code, int needed) {
    return switch (quota) {
      case Reading.Unread<Double> unread ->
          Finding.warn(
              TITLE,
              "%s: it could not be read: %s".formatted(kind, unread.what()),
              unread.advice());
      case Reading.Known<Double> known -> {
        int vcpus = known.value().intValue();
        String detail =
            "%s: %d vCPUs of G and VT machines, for %d GPU workers at most"
                .formatted(kind, vcpus, vcpus / VCPUS_EACH);
        yield vcpus >= needed
            ? Finding.ok(TITLE, detail)
            : Finding.warn(
                TITLE, detail + "; the pool may have " + needed / VCPUS_EACH, ask(code, needed));
      }
    };
  }

  private static boolean isTooSmall(Reading<Double> quota) {
    return quota instanceof Reading.Known<Double>(Double value) && value < VCPUS_EACH;
  }

  private static String ask(String code, int needed) {
    return "Ask for %d: aws service-quotas request-service-quota-increase --service-code ec2 --quota-code %s --desired-value %1$d"
        .formatted(needed, code);
  }
}
