// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigratedSchemaTest {
  @Test
  void aDatabaseInMemoryHasWhatTheMigrationsMake() throws SQLException {
    try (Db migrated = Db.migratedInMemory();
        Db direct = Db.inMemory()) {
      assertEquals(script(migrated), script(direct));
      String all = String.join("\n", script(direct));
      for (String wanted :
          List.of("CREATE INDEX", "target_attribute", "action_history", "server_life")) {
        assertTrue(all.contains(wanted), () -> wanted + " in " + all);
      }
    }
  }

  /** Without the library's own table, and names that H2 gives by itself. */
  private static List<String> script(Db db) throws SQLException {
    List<String> statements = new ArrayList<>();
    try (Statement statement = db.open().createStatement();
        ResultSet rows = statement.executeQuery("SCRIPT NOPASSWORDS NOSETTINGS")) {
      while (rows.next()) {
        String each = rows.getString(1);
        if (!each.contains("flyway_schema_history")) {
          statements.add(each.replaceAll("(?i)constraint_[0-9a-f_]+", "constraint_of_h2"));
        }
      }
    }
    return statements.stream().sorted().toList();
  }
}
