// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.store.Db;
import dev.dcmrig.ota.store.StoreBroken;
import dev.dcmrig.sim.VirtualTimeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a server that could not begin. */
class BeginningTest {
  @TempDir Path folder;

  private void refused(Path artifacts, Class<? extends RuntimeException> why, String statement) {
    Db db = Db.inMemory();
    db.change(tx -> tx.update(statement));
    assertThrows(
        why,
        () ->
            OtaServer.open(
                new VirtualTimeline(), db, artifacts, OtaSettings.BENCH, new OtaRules() {}));
    IllegalStateException closed =
        assertThrows(IllegalStateException.class, () -> db.change(tx -> {}));
    assertEquals("the OTA server's database is closed", closed.getMessage());
  }

  @Test
  void whereThereIsNoPlaceForArtifactsItsDatabaseIsClosed() throws IOException {
    Path file = Files.writeString(folder.resolve("artifacts"), "no folder");
    refused(file, StoreBroken.class, "delete from target");
  }

  @Test
  void whereItsStateCannotBeReadItsDatabaseIsClosed() {
    refused(folder, StoreBroken.class, "alter table server_life alter column alive_at rename to x");
  }
}
