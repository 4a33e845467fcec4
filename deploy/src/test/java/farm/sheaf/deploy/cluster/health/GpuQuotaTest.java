package farm.sheaf.deploy.cluster.health;

import static org.assertj.core.api.Assertions.assertThat;

import farm.sheaf.deploy.cluster.Reading;
import farm.sheaf.talk.Finding;
import farm.sheaf.talk.Finding.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GpuQuotaTest {
  @Test
  void a_quota_of_zero_says_that_no_gpu_worker_can_start_and_what_to_ask_for() {
    assertThat(quota(0, 0).findings(4))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.level()).isEqualTo(Level.FAIL);
              assertThat(each.detail()).contains("0 vCPUs", "no worker of the gpu pool can start");
              assertThat(each.advice())
                  .contains(
                      "aws service-quotas request-service-quota-increase --service-code ec2"
                          + " --quota-code L-DB2E81BA --desired-value 16",
                      "--quota-code L-3819A6DF --desired-value 16");
            });
  }

  @Test
  void each_kind_is_told_with_the_workers_that_it_is_good_for() {
    List<Finding> findings = quota(16, 8).findings(4);

    assertThat(findings).extracting(Finding::level).containsExactly(Level.OK, Level.WARN);
    assertThat(findings.getLast().detail())
        .isEqualTo(
            "spot: 8 vCPUs of G and VT machines, for 2 GPU workers at most; the pool may have 4");
    assertThat(findings.getLast().advice()).startsWith("Ask for 16: ");
  }

  @Test
  void spot_of_zero_alone_is_no_failure() {
    assertThat(quota(16, 0).findings(4))
        .extracting(Finding::level)
        .containsExactly(Level.OK, Level.WARN);
  }

  @Test
  void a_farm_without_gpus_needs_none() {
    assertThat(quota(0, 0).findings(0)).isEmpty();
  }

  @Test
  void a_quota_that_was_not_read_is_not_zero() {
    GpuQuota unread = new GpuQuota(new Reading.Unread<>("Not allowed."), new Reading.Known<>(0.0));

    assertThat(unread.findings(4)).allMatch(each -> each.level() == Level.WARN);
  }

  private static GpuQuota quota(double onDemand, double spot) {
    return new GpuQuota(new Reading.Known<>(onDemand), new Reading.Known<>(spot));
  }
}
