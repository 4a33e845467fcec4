package farm.sheaf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import farm.sheaf.core.farm.UseCases;
import farm.sheaf.core.job.JobId;
import farm.sheaf.core.job.JobRecord;
import farm.sheaf.core.port.InMemoryFiles;
import farm.sheaf.core.port.InMemoryStores;
import farm.sheaf.core.port.InMemoryWorkQueue;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.Ports;
import farm.sheaf.core.port.Stores;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crac.Core;
import org.junit.jupiter.api.Test;

class PrimingTest {
  private final List<JobId> askedFor = new ArrayList<>();

  @Test
  void it_looks_once_for_a_job_that_does_not_exist_and_changes_nothing() {
    InMemoryStores empty = new InMemoryStores();

    new Priming(Priming.lookForNobody(useCases(empty::find)))
        .beforeCheckpoint(Core.getGlobalContext());

    assertThat(askedFor).hasSize(1);
  }

  @Test
  void a_table_that_cannot_be_read_does_not_fail_the_start() {
    UseCases broken =
        useCases(
            _ -> {
              throw new IllegalStateException("no permission");
            });

    assertThatCode(
            () ->
                new Priming(Priming.lookForNobody(broken))
                    .beforeCheckpoint(Core.getGlobalContext()))
        .doesNotThrowAnyException();
    assertThat(askedFor).hasSize(1);
  }

  private interface Find {
    Optional<JobRecord> find(JobId id);
  }

  /** Use cases on a store that can do nothing but this: anything else is a failure. */
  private UseCases useCases(Find find) {
    JobStore store =
        (JobStore)
            Proxy.newProxyInstance(
                JobStore.class.getClassLoader(),
                new Class<?>[] {JobStore.class},
                (_, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("find");
                  askedFor.add((JobId) arguments[0]);
                  return find.find((JobId) arguments[0]);
                });
    InMemoryStores others = new InMemoryStores();
    InMemoryFiles files = new InMemoryFiles();
    return new UseCases(
        new Ports(new Stores(store, others, others), files, files, files, new InMemoryWorkQueue()),
        InstantSource.system(),
        UseCases.QUIET);
  }
}
