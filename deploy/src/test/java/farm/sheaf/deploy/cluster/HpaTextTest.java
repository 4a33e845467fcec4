package farm.sheaf.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class HpaTextTest {
  @Test
  void lines_of_kubectl_become_rows_with_an_empty_cell_for_the_unknown() {
    String text =
        """
        NAME                REFERENCE                      TARGETS              MINPODS   MAXPODS   REPLICAS   AGE
        worker-deployment   Deployment/worker-deployment   <unknown>/50%        1         10        0          5s
        worker-deployment   Deployment/worker-deployment   cpu: <unknown>/50%   1         10        1          35s
        worker-deployment   Deployment/worker-deployment   250%/50%             1         10        1          65s
        worker-deployment   Deployment/worker-deployment   cpu: 97%/50%         1         10        4          2m5s
        """;

    assertThat(
            new HpaText(text.lines().toList())
                .rows(Instant.parse("2026-11-20T10:02:00Z")).stream().map(ScalingRow::csv))
        .containsExactly(
            "2026-11-20T10:00:00Z,cpu,0,,,,50,,",
            "2026-11-20T10:00:30Z,cpu,1,,,,50,,",
            "2026-11-20T10:01:00Z,cpu,1,,,250,50,,",
            "2026-11-20T10:02:00Z,cpu,4,,,97,50,,");
  }

  @Test
  void other_lines_are_no_rows() {
    String text =
        """
        No resources found in sheaf namespace.
        web   Deployment/web   2k/4k   1   10   3   5d
        error: You must be logged in to the server (Unauthorized)
        """;

    assertThat(new HpaText(text.lines().toList()).rows(Instant.EPOCH)).isEmpty();
  }

  @Test
  void days_and_hours_are_read() {
    String text =
        """
        w   Deployment/w   1%/50%   1   10   1   2d4h
        w   Deployment/w   1%/50%   1   10   1   2d5h
        """;

    assertThat(new HpaText(text.lines().toList()).rows(Instant.parse("2026-11-20T10:00:00Z")))
        .extracting(ScalingRow::time)
        .containsExactly(
            Instant.parse("2026-11-20T09:00:00Z"), Instant.parse("2026-11-20T10:00:00Z"));
  }
}
