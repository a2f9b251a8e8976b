// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What the migrations make of an empty database in memory, as statements of H2. To migrate takes
 * some 80 ms, to repeat what came of it a few: a bench opens a database for each scenario.
 */
final class MigratedSchema {
  private MigratedSchema() {}

  /** Made once in a process, by migrating. */
  private static final class Once {
    static final String SQL = make();

    private static String make() {
      try (Db model = Db.migratedInMemory()) {
        return String.join("\n", model.script());
      }
    }
  }

  /** Gives an empty database what the migrations would have given it. */
  static void copyTo(Connection empty) {
    try (Statement statement = empty.createStatement()) {
      statement.execute(Once.SQL);
      empty.commit();
    } catch (SQLException e) {
      throw new StoreBroken(
          "the OTA server's tables can't be made in memory: " + e.getMessage(), e);
    }
  }

  /** Tables and rows, as H2 says them. */
  static List<String> of(Connection database) {
    List<String> statements = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery("SCRIPT NOPASSWORDS NOSETTINGS")) {
      while (rows.next()) {
        statements.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new StoreBroken(
          "the OTA server's tables can't be read from memory: " + e.getMessage(), e);
    }
    return statements;
  }
}
