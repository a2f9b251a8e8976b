// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * What the migrations make of an empty database in memory: their statements, without the library
 * that keeps count of them. A bench opens a database for each scenario, and a database in memory is
 * never migrated further.
 */
final class MigratedSchema {
  /** In their order; {@code MigratedSchemaTest} holds them against what the library makes. */
  private static final List<String> MIGRATIONS =
      List.of("V1__server.sql", "V2__restarts_and_older_rollouts.sql");

  private static final String FOLDER = "/dev/dcmrig/ota/migrations/";

  private MigratedSchema() {}

  /** Read once in a process. */
  private static final class Once {
    static final String SQL = read();

    private static String read() {
      StringBuilder all = new StringBuilder();
      for (String name : MIGRATIONS) {
        try (InputStream script = Db.class.getResourceAsStream(FOLDER + name)) {
          if (script == null) {
            throw new IllegalStateException("the migration " + name + " is missing in this jar");
          }
          all.append(new String(script.readAllBytes(), StandardCharsets.UTF_8)).append('\n');
        } catch (IOException e) {
          throw new UncheckedIOException("the migration " + name + " can't be read", e);
        }
      }
      return all.toString();
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
}
