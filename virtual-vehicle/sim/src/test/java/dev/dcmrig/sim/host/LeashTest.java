// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.sim.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a leash has started is gone with its program. */
@EnabledOnOs(OS.LINUX)
class LeashTest {
  @TempDir Path folder;

  /** The program and what it has started. */
  private List<ProcessHandle> start(Leash[] started, String script)
      throws IOException, InterruptedException {
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
    List<ProcessHandle> all = new ArrayList<>(started[0].process().descendants().toList());
    all.add(started[0].process().toHandle());
    return all;
  }

  /** One that is dead and waits for a parent to look is not; in a container nobody may. */
  private static boolean isAlive(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void whatTheProgramStartedEndsWithIt() throws Exception {
    Leash[] leash = new Leash[1];
    List<ProcessHandle> all = start(leash, "sleep 600 & touch \"$1\"; wait");
    assertEquals(2, all.size(), all::toString);

    leash[0].close();

    for (ProcessHandle each : all) {
      assertFalse(isAlive(each), () -> each.info().toString());
    }
  }

  @Test
  void whatAProgramLeavesThatEndsByItselfIsEnded() throws Exception {
    Leash[] leash = new Leash[1];
    Path go = folder.resolve("ready.go");
    List<ProcessHandle> all =
        start(
            leash,
            "sleep 600 & touch \"$1\"; while ! test -e \"$1.go\"; do sleep 0.1; done; exit 7");
    Files.createFile(go);

    assertTrue(leash[0].endsWithin(Patience.millis(), TimeUnit.MILLISECONDS));

    assertEquals(7, leash[0].exitCode());
    leash[0].close();
    for (ProcessHandle each : all) {
      assertFalse(isAlive(each), () -> each.info().toString());
    }
  }
}
