// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MigratedSchemaTest {
  @Test
  void a_database_in_memory_has_what_the_migrations_make() {
    try (Db migrated = Db.migratedInMemory();
        Db copied = Db.inMemory()) {
      assertEquals(withoutDates(migrated), withoutDates(copied));
      String all = String.join("\n", withoutDates(copied));
      for (String wanted : List.of("CREATE INDEX", "target_attribute", "action_history")) {
        assertTrue(all.contains(wanted), () -> wanted + " in " + all);
      }
    }
  }

  /** Flyway keeps for each step when it was taken, and how long that took. */
  private static List<String> withoutDates(Db db) {
    return db.script().stream()
        .map(each -> each.replaceAll("TIMESTAMP '[^']*', \\d+", "then"))
        .toList();
  }
}
