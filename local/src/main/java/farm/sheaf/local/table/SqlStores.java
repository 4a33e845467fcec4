package farm.sheaf.local.table;

import farm.sheaf.core.port.Stores;
import java.nio.file.Path;

/** The job table on one machine: SQL on an embedded database, in one file. */
public final class SqlStores implements AutoCloseable {
  private final Database db;
  private final Stores stores;

  SqlStores(Database db) {
    this.db = db;
    this.stores = new Stores(new SqlJobStore(db), new SqlProgressStore(db), new SqlWorkerStore(db));
  }

  /**
   * Opens the table, making what is missing and taking over what an older version of the farm left.
   *
   * @param file its path without the ending that the database adds
   * @throws NewerJobTableException when a newer version of the farm has written it
   */
  public static SqlStores open(Path file) {
    return new SqlStores(Database.open(file));
  }

  public Stores stores() {
    return stores;
  }

  @Override
  public void close() {
    db.close();
  }
}
