// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The row that a result stands at. */
public final class Row {
  private final ResultSet rows;

  Row(ResultSet rows) {
    this.rows = rows;
  }

  public long getLong(int column) throws SQLException {
    return rows.getLong(column);
  }

  public long getLong(String column) throws SQLException {
    return rows.getLong(column);
  }

  public int getInt(String column) throws SQLException {
    return rows.getInt(column);
  }

  public boolean getBoolean(String column) throws SQLException {
    return rows.getBoolean(column);
  }

  /** A text that is always there. */
  public String getText(String column) throws SQLException {
    String text = rows.getString(column);
    if (text == null) {
      throw new SQLException("the column '" + column + "' has no value");
    }
    return text;
  }

  /** A text of the n-th column, counted from 1. */
  public String getText(int column) throws SQLException {
    String text = rows.getString(column);
    return text == null ? "" : text;
  }

  /** A number that may be missing. */
  public @Nullable Long getLongOrNull(String column) throws SQLException {
    long value = rows.getLong(column);
    return rows.wasNull() ? null : value;
  }

  /** A number that may be missing. */
  public @Nullable Integer getIntOrNull(String column) throws SQLException {
    int value = rows.getInt(column);
    return rows.wasNull() ? null : value;
  }

  /** A word of an enum that may be missing. */
  public <E extends Enum<E>> @Nullable E getWordOrNull(Class<E> type, String column)
      throws SQLException {
    String text = rows.getString(column);
    return text == null ? null : Enum.valueOf(type, text);
  }

  /** A word of an enum. */
  public <E extends Enum<E>> E getWord(Class<E> type, String column) throws SQLException {
    return Enum.valueOf(type, getText(column));
  }
}
