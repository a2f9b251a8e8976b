// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prepared statements of one connection; the one that was used longest ago makes room. */
final class Statements {
  /** More than the server has fixed statements: only those of filters come and go. */
  private static final int MAX_PREPARED = 256;

  private final Connection connection;
  private final LinkedHashMap<String, PreparedStatement> prepared =
      new LinkedHashMap<>(64, 0.75f, true);

  Statements(Connection connection) {
    this.connection = connection;
  }

  PreparedStatement of(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known != null && !known.isClosed()) {
      return known;
    }
    if (prepared.size() >= MAX_PREPARED) {
      Map.Entry<String, PreparedStatement> oldest = prepared.entrySet().iterator().next();
      oldest.getValue().close();
      prepared.remove(oldest.getKey());
    }
    PreparedStatement made =
        sql.startsWith("insert") && !sql.contains("select")
            ? connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)
            : connection.prepareStatement(sql);
    prepared.put(sql, made);
    return made;
  }
}
