package farm.sheaf.local.table;

import farm.sheaf.core.port.JobStore;
import farm.sheaf.core.port.JobStoreContract;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class SqlJobStoreTest extends JobStoreContract {
  private static Database database;

  @BeforeAll
  static void openDatabase(@TempDir Path folder) {
    database = Database.open(folder.resolve("jobs"), Schema.TABLES);
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @Override
  protected JobStore newStore() {
    List<String> tables =
        Stream.concat(Schema.ITEMS.stream(), Stream.of("job", "worker", "empty_queue", "tombstone"))
            .toList();
    database.run(() -> tables.forEach(table -> database.update("delete from " + table)));
    return new SqlJobStore(database);
  }
}
