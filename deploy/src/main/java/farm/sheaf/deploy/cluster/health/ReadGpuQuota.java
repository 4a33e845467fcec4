package farm.sheaf.deploy.cluster.health;

import farm.sheaf.account.AwsAccess;
import farm.sheaf.account.Telling.Doing;
import farm.sheaf.deploy.cluster.Reading;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;

/** Reads the quotas for machines with GPUs; where an account has none of its own, AWS's default. */
public record ReadGpuQuota(AwsAccess access) {
  private static final String EC2 = "ec2";

  /** Asks; a quota that could not be read says why. */
  public GpuQuota quota() {
    try (ServiceQuotasClient quotas =
        access.configured(ServiceQuotasClient.builder(), "SERVICE_QUOTAS").build()) {
      return new GpuQuota(read(quotas, GpuQuota.ON_DEMAND_CODE), read(quotas, GpuQuota.SPOT_CODE));
    }
  }

  private Reading<Double> read(ServiceQuotasClient quotas, String code) {
    Doing doing = new Doing("reading the GPU quota", "servicequotas:GetServiceQuota");
    return Reading.of(() -> access.telling().telling(doing, () -> value(quotas, code)));
  }

  private static Double value(ServiceQuotasClient quotas, String code) {
    try {
      return quotas
          .getServiceQuota(request -> request.serviceCode(EC2).quotaCode(code))
          .quota()
          .value();
    } catch (NoSuchResourceException e) {
      return quotas
          .getAWSDefaultServiceQuota(request -> request.serviceCode(EC2).quotaCode(code))
          .quota()
          .value();
    }
  }
}
