// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.bench.config.RigHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cable comes out in the middle of a run on a kernel's interface; can-utils see when. */
class LostInterfaceBesideCanUtilsTest {
  private static final String LOST = "vcan6";

  /** Two scenarios of some seconds each. */
  private static final String TWO = "@SOS-10 or @IND-01";

  /** One more; none of them gets far. */
  private static final String THREE = TWO + " or @SOS-13";

  /** Longer than any run of these takes; a run that hangs is found out by it. */
  private static final int RUN_BOUND_SECONDS = 150;

  private static final String DOWN =
      "the interface is down; bring it up: 'ip link set " + LOST + " up'";

  @TempDir Path folder;

  @BeforeAll
  static void kernel() {
    Guest.mustBeThere();
  }

  @BeforeEach
  void plugIn() throws Exception {
    Guest.run("ip", "link", "add", LOST, "mtu", "72", "type", "vcan");
    Guest.run("ip", "link", "set", LOST, "up");
  }

  @AfterEach
  void pullOut() throws Exception {
    Guest.run("ip", "link", "del", LOST);
  }

  /** Starts a run, and takes the interface down once its first scenario is under way. */
  private CompletableFuture<Rig> interrupted(String tags, String reconnect) throws Exception {
    String bench =
        Files.readString(RigHome.find().benches().resolve("vcan.yaml"))
            .replace("socketcan:vcan0", "socketcan:" + LOST + reconnect);
    Path file = Files.writeString(folder.resolve("lost.yaml"), bench);
    CompletableFuture<Rig> run =
        Guest.rig(
            "run",
            "--bench",
            file.toString(),
            "--tags",
            tags,
            "--order",
            "feature",
            "--out",
            folder.resolve("run").toString());
    // The first run of a process takes long to start; its traffic comes when the bench is open.
    Guest.awaitListeners(LOST, 1);
    Guest.run("candump", "-n", "100", LOST);
    Guest.run("ip", "link", "set", LOST, "down");
    return run;
  }

  private static List<String> verdicts(Rig run) {
    return run.out()
        .lines()
        .filter(line -> line.matches(" *\\d/\\d .*"))
        .map(line -> line.strip().split(" +")[1])
        .toList();
  }

  @Test
  void theScenarioEndsAsErrorAndTheNextOnePassesWhenTheInterfaceIsBack() throws Exception {
    CompletableFuture<Rig> running = interrupted(TWO, "\n  reconnectWithin: 60s");
    for (int n = 0; n < Guest.BOUND_SECONDS * 20 && Guest.listeners(LOST) > 0; n++) {
      Thread.sleep(50);
    }
    assertEquals(0, Guest.listeners(LOST), "the bench of the scenario has let go");
    Guest.run("ip", "link", "set", LOST, "up");
    Rig run = running.get(RUN_BOUND_SECONDS, TimeUnit.SECONDS);
    assertEquals(ExitCode.BENCH_BROKE, run.code(), run::toString);
    assertEquals(List.of("ERROR", "passed"), verdicts(run), run::toString);
    assertTrue(run.out().contains("        " + LOST + ": "), run::toString);
    assertTrue(run.out().contains(DOWN), run::toString);
  }

  @Test
  void withoutAWordInTheBenchFileNobodyWaitsForIt() throws Exception {
    Rig run = interrupted(THREE, "").get(RUN_BOUND_SECONDS, TimeUnit.SECONDS);
    assertEquals(ExitCode.BENCH_BROKE, run.code(), run::toString);
    assertEquals(List.of("ERROR", "ERROR", "ERROR"), verdicts(run), run::toString);
    // Beside each scenario, and at the end.
    assertEquals(2 * 3, count(run, DOWN), run::toString);
    assertFalse(run.out().contains("reconnectWithin"), run::toString);
  }

  @Test
  void anInterfaceThatStaysAwayIsWaitedForOnce() throws Exception {
    Rig run =
        interrupted(THREE, "\n  reconnectWithin: 1s").get(RUN_BOUND_SECONDS, TimeUnit.SECONDS);
    assertEquals(List.of("ERROR", "ERROR", "ERROR"), verdicts(run), run::toString);
    assertEquals(2, count(run, "waited 1 s ('bus.reconnectWithin')"), run::toString);
    assertEquals(2 * 3, count(run, DOWN), run::toString);
  }

  private static long count(Rig run, String text) {
    return run.out().lines().filter(line -> line.contains(text)).count();
  }
}
