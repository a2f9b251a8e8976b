// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One transaction: statements with {@code ?} for each value, which is always bound, never glued.
 */
public final class Tx {
  /** Makes something of the row that a result stands at. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(Row row) throws SQLException;
  }

  /** Tables that no answer to a poll is made of. */
  private static final Set<String> ASIDE =
      Set.of(
          "action_history",
          "wave",
          "member",
          "artifact",
          "software_module",
          "distribution_set",
          "set_module",
          "target_attribute",
          "server_life");

  private final Connection connection;
  private final Statements statements;
  private final Db.Watcher watcher;
  private final List<Runnable> afterwards = new ArrayList<>();

  Tx(Connection connection, Statements statements, Db.Watcher watcher) {
    this.watcher = watcher;
    this.connection = connection;
    this.statements = statements;
  }

  /** Runs once the transaction is on the disk; not at all if it is undone. */
  public void afterCommit(Runnable task) {
    if (!afterwards.contains(task)) {
      afterwards.add(task);
    }
  }

  List<Runnable> afterwards() {
    return afterwards;
  }

  /**
   * Changes rows.
   *
   * @return how many
   */
  public int update(String sql, @Nullable Object... values) {
    changes(sql);
    return updateAside(sql, values);
  }

  /**
   * Changes rows that are about one target only: its own, or those of its actions.
   *
   * @return how many
   */
  public int updateOf(long targetId, String sql, @Nullable Object... values) {
    watcher.changed(targetId);
    return updateAside(sql, values);
  }

  /**
   * Changes what no target is ever told.
   *
   * @return how many
   */
  public int updateAside(String sql, @Nullable Object... values) {
    try {
      return bound(sql, values).executeUpdate();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** Whoever does not say what is changed may change anything. */
  private void changes(String sql) {
    if (!ASIDE.contains(table(sql))) {
      watcher.allChanged();
    }
  }

  private static String table(String sql) {
    for (String verb : List.of("insert into ", "update ", "delete from ")) {
      if (sql.startsWith(verb)) {
        int end = sql.indexOf(' ', verb.length());
        return end < 0 ? "" : sql.substring(verb.length(), end);
      }
    }
    return "";
  }

  /** Adds a row that is about one target only, and returns its generated id. */
  public long insertOf(long targetId, String sql, @Nullable Object... values) {
    watcher.changed(targetId);
    return inserted(sql, values);
  }

  /** Adds a row and returns its generated id. */
  public long insert(String sql, @Nullable Object... values) {
    changes(sql);
    return inserted(sql, values);
  }

  private long inserted(String sql, @Nullable Object... values) {
    try {
      PreparedStatement statement = bound(sql, values);
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** All rows, in the order of the statement; its {@code limit} bounds them. */
  public <T> List<T> all(RowReader<T> reader, String sql, @Nullable Object... values) {
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      List<T> read = new ArrayList<>();
      Row row = new Row(rows);
      while (rows.next()) {
        read.add(reader.read(row));
      }
      return read;
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** The first row, if there is any. */
  public <T> Optional<T> first(RowReader<T> reader, String sql, @Nullable Object... values) {
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      return rows.next() ? Optional.of(reader.read(new Row(rows))) : Optional.empty();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** A number, such as a count; 0 for none. */
  public long number(String sql, @Nullable Object... values) {
    return first(row -> row.getLong(1), sql, values).orElse(0L);
  }

  private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
    if (connection.isClosed()) {
      throw new SQLException("the connection is closed");
    }
    PreparedStatement statement = statements.of(sql);
    for (int index = 0; index < values.length; index++) {
      Object value = values[index];
      if (value instanceof Enum<?> word) {
        value = word.name();
      }
      statement.setObject(index + 1, value);
    }
    return statement;
  }

  private static StoreBroken failed(String sql, SQLException cause) {
    return new StoreBroken(
        "the OTA server's database refused '" + sql + "': " + cause.getMessage(), cause);
  }
}
