package farm.sheaf.local.table;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One connection to the farm's database, used by one thread at a time: every transaction sees all
 * earlier ones, and none can conflict. What was committed is on disk ({@code WRITE_DELAY=0}; H2
 * would otherwise keep up to half a second of it in memory), so it outlives a killed process.
 */
final class Database implements AutoCloseable {
  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();

  private Database(Connection connection) {
    this.connection = connection;
  }

  static Database open(Path file) {
    // Not closed by H2's own shutdown hook: on Ctrl-C the workers still hand back what they have.
    String uri = "jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    try {
      Database database = new Database(DriverManager.getConnection(uri, "sheaf", ""));
      database.connection.setAutoCommit(false);
      return database.prepared(file);
    } catch (SQLException e) {
      throw new JobTableException("cannot open " + file, e);
    }
  }

  private Database prepared(Path file) {
    boolean prepared = false;
    try {
      Schema.prepare(this, file);
      prepared = true;
      return this;
    } finally {
      if (!prepared) {
        close();
      }
    }
  }

  /** One row as its columns' values in order. */
  interface Row {
    <T> T get(int column, Class<T> type);

    default String text(int column) {
      return get(column, String.class);
    }

    default int number(int column) {
      return get(column, Integer.class);
    }

    default Instant instant(int column) {
      return get(column, Instant.class);
    }

    default byte[] bytes(int column) {
      return get(column, byte[].class);
    }
  }

  /** Reads a row. */
  interface Mapper<T> {
    T map(Row row);
  }

  void run(Runnable work) {
    transaction(
        () -> {
          work.run();
          return true;
        });
  }

  /** Runs all of the work or, when it throws, none of it. */
  <T> T transaction(Supplier<T> work) {
    lock.lock();
    try {
      boolean done = false;
      try {
        T result = work.get();
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
      }
    } catch (SQLException e) {
      throw new JobTableException("the job table could not be written", e);
    } finally {
      lock.unlock();
    }
  }

  /** Within a transaction. Returns the number of rows changed. */
  int update(String sql, Object... values) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new JobTableException(sql, e);
    }
  }

  /** Within a transaction: the same statement with each of these values. */
  void updateAll(String sql, List<Object[]> rows) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Object[] values : rows) {
        bind(statement, values);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new JobTableException(sql, e);
    }
  }

  /** Within a transaction. */
  <T> List<T> query(Mapper<T> mapper, String sql, Object... values) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      List<T> all = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        Row row = row(rows);
        while (rows.next()) {
          all.add(mapper.map(row));
        }
      }
      return all;
    } catch (SQLException e) {
      throw new JobTableException(sql, e);
    }
  }

  <T> Optional<T> one(Mapper<T> mapper, String sql, Object... values) {
    return query(mapper, sql, values).stream().findFirst();
  }

  private static Row row(ResultSet rows) {
    return new Row() {
      @Override
      public <T> T get(int column, Class<T> type) {
        try {
          return rows.getObject(column, type);
        } catch (SQLException e) {
          throw new JobTableException("column " + column, e);
        }
      }
    };
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new JobTableException("the job table could not be closed", e);
    } finally {
      lock.unlock();
    }
  }
}
