package farm.sheaf.local.table;

import farm.sheaf.core.job.JobId;
import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.JobStoreContract;
import farm.sheaf.core.port.ProgressStoreContract;
import farm.sheaf.core.port.Stores;
import farm.sheaf.core.port.WorkerStore;
import farm.sheaf.core.port.WorkerStoreContract;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The stores in SQL keep the contracts, on a database in a file. */
class SqlStoresTest {
  private static Database database;

  @BeforeAll
  static void openDatabase(@TempDir Path folder) {
    database = Database.open(folder.resolve("jobs"));
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  private static Stores empty() {
    List<String> tables =
        Stream.concat(Schema.ITEMS.stream(), Stream.of("job", "worker", "swept_to", "tombstone"))
            .toList();
    database.run(() -> tables.forEach(table -> database.update("delete from " + table)));
    return new SqlStores(database).stores();
  }

  @Nested
  class Jobs extends JobStoreContract {
    @Override
    protected JobStore newStore() {
      return empty().jobs();
    }

    @Override
    protected void spoil(JobId id) {
      database.run(
          () -> database.update("update job set status = 'dreaming' where id = ?", id.value()));
    }
  }

  @Nested
  class Progress extends ProgressStoreContract {
    @Override
    protected Stores newStores() {
      return empty();
    }
  }

  @Nested
  class Workers extends WorkerStoreContract {
    @Override
    protected WorkerStore newStore() {
      return empty().workers();
    }
  }
}
