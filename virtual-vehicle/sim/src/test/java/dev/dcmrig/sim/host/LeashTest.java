// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.sim.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a leash has started is gone with its program. */
class LeashTest {
  @TempDir Path folder;

  /** The shell, its watcher and the program. */
  private List<ProcessHandle> start(Leash[] started, String script)
      throws IOException, InterruptedException {
    Set<ProcessHandle> before = new HashSet<>(ProcessHandle.current().children().toList());
    Path ready = folder.resolve("ready");
    started[0] =
        Leash.start(
            new ProcessBuilder("/bin/sh", "-c", script, "sh", ready.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("words").toFile()));
    assertTrue(
        Patience.await(
            millis -> {
              TimeUnit.MILLISECONDS.sleep(millis);
              return Files.exists(ready);
            }));
    List<ProcessHandle> shell =
        ProcessHandle.current().children().filter(each -> !before.contains(each)).toList();
    assertEquals(1, shell.size());
    return shell.get(0).descendants().toList();
  }

  @Test
  void theWatcherEndsWhenTheProgramIsEnded() throws Exception {
    Leash[] leash = new Leash[1];
    List<ProcessHandle> all = start(leash, "touch \"$1\"; exec sleep 600");
    assertEquals(2, all.size(), all::toString);

    leash[0].close();

    for (ProcessHandle each : all) {
      assertFalse(each.isAlive(), () -> each.info().toString());
    }
  }

  @Test
  void theWatcherEndsWithAProgramThatEndsByItself() throws Exception {
    Leash[] leash = new Leash[1];
    Path go = folder.resolve("ready.go");
    List<ProcessHandle> all =
        start(leash, "touch \"$1\"; while ! test -e \"$1.go\"; do sleep 0.1; done; exit 7");
    Files.createFile(go);

    assertTrue(leash[0].endsWithin(Patience.millis(), TimeUnit.MILLISECONDS));

    assertEquals(7, leash[0].exitCode());
    for (ProcessHandle each : all) {
      assertFalse(each.isAlive(), () -> each.info().toString());
    }
    leash[0].close();
  }
}
