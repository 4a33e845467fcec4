package farm.sheaf.deploy;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.deploy.cluster.Reading;
import farm.sheaf.deploy.cluster.health.GpuQuota;
import farm.sheaf.deploy.cluster.health.ReadGpuQuota;
import farm.sheaf.talk.Problem;

/**
 * Looks whether the account may run machines with GPUs at all: in a new account it may not, and
 * then jobs would wait without anybody being told why. Either kind of machine will do.
 */
record CheckGpuQuota(AwsAccess access) implements Check {
  @Override
  public String title() {
    return "Quota of GPU machines";
  }

  @Override
  public Look look() {
    GpuQuota quota = new ReadGpuQuota(access).quota();
    return switch (quota) {
      case GpuQuota(Reading.Unread<Double> unread, var _) -> unknown(unread);
      case GpuQuota(var _, Reading.Unread<Double> unread) -> unknown(unread);
      case GpuQuota(Reading.Known<Double>(Double onDemand), Reading.Known<Double>(Double spot)) -> {
        if (quota.isNone()) {
          throw none(onDemand, spot);
        }
        yield new Look.Fine("%.0f vCPUs on demand, %.0f on spot".formatted(onDemand, spot));
      }
    };
  }

  private static Look unknown(Reading.Unread<Double> unread) {
    return new Look.Fine(
        "unknown, because it could not be read: %s A quota of 0 would leave GPU jobs waiting"
            .formatted(unread.what()));
  }

  private Problem none(double onDemand, double spot) {
    return Problem.failed(
        "The account may run no machines with GPUs in %s: its quotas are %.0f vCPUs on demand and %.0f on spot, and the smallest such machine has %d.\nAsk AWS for more (it takes hours to days): aws service-quotas request-service-quota-increase --region %1$s --service-code ec2 --quota-code %s --desired-value 8\nOr deploy without --gpu now, and again with it later."
            .formatted(
                access.region(), onDemand, spot, GpuQuota.VCPUS_EACH, GpuQuota.ON_DEMAND_CODE));
  }
}
