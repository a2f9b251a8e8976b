// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * The server's database. A change of state is one call of {@link #inTransaction}: it happens as a
 * whole or not at all, and is on the disk before anybody is told of it.
 *
 * <p>All transactions of a server run one after the other on one connection. So no two of them can
 * dead-lock, and the same requests in the same order give the same rows. One server has the
 * database for itself: a second one is refused.
 */
public final class Db implements AutoCloseable {
  /**
   * Told of each change before it is made, within its transaction: whoever keeps something in
   * memory forgets it then. What is undone has been told of, too.
   */
  public interface Watcher {
    /** Nobody. */
    Watcher NONE =
        new Watcher() {
          @Override
          public void changed(long targetId) {}

          @Override
          public void allChanged() {}
        };

    /** Something of one target. */
    void changed(long targetId);

    /** Something of any targets. */
    void allChanged();
  }

  /** H2 as PostgreSQL, so that both read the same statements. */
  private static final String H2_DIALECT =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE";

  private static final String H2_MEMORY = "jdbc:h2:mem:";

  private static final String POSTGRESQL = "jdbc:postgresql:";

  /** The number of the lock that a server holds on its database for as long as it is connected. */
  private static final long CLAIM = 0x44434D_4F5441L;

  private static final int NO_BACKEND = 0;

  /** Databases in memory have names of their own within a process. */
  private static final AtomicLong COUNT = new AtomicLong();

  private final String url;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Watcher watcher = Watcher.NONE;
  private @Nullable Connection connection;
  private @Nullable Statements statements;
  private boolean closed;

  /** PostgreSQL's process of the connection that has the claim. */
  private int backend = NO_BACKEND;

  private Db(String url) {
    this.url = url;
    // An in-memory database lives as long as a connection to it.
    connect();
  }

  /** In memory, gone when it is closed; what the emulated bench uses. */
  public static Db inMemory() {
    Db db = new Db(freshMemory());
    MigratedSchema.copyTo(db.connect());
    return db;
  }

  /** In memory, brought up step by step as one on the disk is. */
  static Db migratedInMemory() {
    return new Db(freshMemory()).migrate();
  }

  /** The connection of all transactions. */
  Connection open() {
    return connect();
  }

  private static String freshMemory() {
    return H2_MEMORY + "ota-" + COUNT.incrementAndGet() + H2_DIALECT;
  }

  private Db migrate() {
    boolean done = false;
    try {
      Flyway.configure()
          .dataSource(new OneConnection(this::fresh))
          .locations("classpath:dev/dcmrig/ota/migrations")
          .load()
          .migrate();
      done = true;
      return this;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /**
   * In files of a folder. What was committed survives the end of the process, also by kill -9: each
   * transaction is written before the call returns.
   */
  public static Db inFolder(Path folder) {
    return new Db(
            "jdbc:h2:file:"
                + folder.toAbsolutePath().resolve("ota")
                + ";WRITE_DELAY=0"
                + H2_DIALECT)
        .migrate();
  }

  /**
   * A database by its address.
   *
   * @param url {@code jdbc:postgresql://...}, with user and password as its parameters
   */
  public static Db at(String url) {
    if (!url.startsWith(POSTGRESQL)) {
      throw new IllegalArgumentException(
          "the database '" + shown(url) + "' is none of PostgreSQL: write jdbc:postgresql://...");
    }
    return new Db(url).migrate();
  }

  /** From now on this one is told of changes. */
  public void watch(Watcher next) {
    watcher = next;
  }

  /** Whether what it has outlives the process. */
  public boolean isKept() {
    return !url.startsWith(H2_MEMORY);
  }

  /** Runs a change; what it throws undoes all of it. */
  public <T> T inTransaction(Function<Tx, T> change) {
    List<Runnable> afterwards;
    T result;
    lock.lock();
    try {
      if (lock.getHoldCount() > 1) {
        throw new IllegalStateException("a transaction within a transaction");
      }
      Connection open = connect();
      Tx tx = new Tx(open, openStatements(), watcher);
      boolean done = false;
      try {
        result = change.apply(tx);
        open.commit();
        done = true;
      } finally {
        if (!done) {
          undo(open);
        }
      }
      afterwards = new ArrayList<>(tx.afterwards());
    } catch (SQLException e) {
      throw new StoreBroken("the OTA server's database failed: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
    afterwards.forEach(Runnable::run);
    return result;
  }

  /** Runs a change without a result. */
  public void change(Consumer<Tx> change) {
    inTransaction(
        tx -> {
          change.accept(tx);
          return Boolean.TRUE;
        });
  }

  private void undo(Connection open) {
    try {
      open.rollback();
    } catch (SQLException e) {
      // The connection is gone, and with it what was not committed; the next change opens another.
      drop();
    }
  }

  private Connection connect() {
    if (closed) {
      throw new IllegalStateException("the OTA server's database is closed");
    }
    try {
      Connection open = connection;
      if (open == null || open.isClosed()) {
        drop();
        open = fresh();
        claim(open);
        open.setAutoCommit(false);
        connection = open;
        statements = new Statements(open);
      }
      return open;
    } catch (SQLException e) {
      throw new StoreBroken(
          "the OTA server's database '"
              + shown(url)
              + "' can't be opened: "
              + e.getMessage()
              + "; is another server using it?",
          e);
    }
  }

  /** Two servers would lead the same rollouts. The file of H2 is locked by itself. */
  private void claim(Connection open) throws SQLException {
    if (!url.startsWith(POSTGRESQL)) {
      return;
    }
    boolean done = false;
    try (Statement statement = open.createStatement()) {
      if (number(statement, "select pg_try_advisory_lock(" + CLAIM + ")::int") == 0) {
        if (backend == NO_BACKEND) {
          throw new SQLException("it belongs to a server that runs already");
        }
        // This server's own connection of before, which the database does not know to be gone.
        statement.execute("select pg_terminate_backend(" + backend + ")");
        statement.execute("set lock_timeout = '10s'");
        statement.execute("select pg_advisory_lock(" + CLAIM + ")");
        statement.execute("reset lock_timeout");
      }
      backend = number(statement, "select pg_backend_pid()");
      done = true;
    } finally {
      if (!done) {
        open.close();
      }
    }
  }

  private static int number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }

  private Statements openStatements() {
    Statements open = statements;
    if (open == null) {
      throw new IllegalStateException("no connection");
    }
    return open;
  }

  private Connection fresh() throws SQLException {
    return DriverManager.getConnection(url, new Properties());
  }

  private void drop() {
    Connection open = connection;
    connection = null;
    statements = null;
    if (open != null) {
      // Until the next one is there, another server may have changed anything.
      watcher.allChanged();
      try {
        open.close();
      } catch (SQLException e) {
        // Nothing is lost: what was committed stands.
      }
    }
  }

  /** An address without what is secret in it. */
  private static String shown(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      drop();
    } finally {
      lock.unlock();
    }
  }
}
