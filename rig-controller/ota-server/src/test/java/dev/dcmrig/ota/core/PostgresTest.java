// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.dcmrig.ota.model.ActionEvent;
import dev.dcmrig.ota.model.Retries;
import dev.dcmrig.ota.model.RolloutState;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.model.WavePlan;
import dev.dcmrig.ota.store.Db;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same server on Debian's PostgreSQL, which this test starts and stops. */
class PostgresTest {
  @TempDir Path artifacts;
  private Path cluster;
  private Path programs;
  private int port;

  @BeforeEach
  void start() throws Exception {
    programs = programs();
    cluster = Files.createTempDirectory("ota-postgres");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    if (isRoot()) {
      run(List.of("chown", "postgres", cluster.toString()));
    }
    asOwner(
        programs.resolve("initdb") + " -D " + cluster + "/data -A trust -U rig -E UTF8 --no-sync");
    asOwner(
        programs.resolve("pg_ctl")
            + " -D "
            + cluster
            + "/data -w -t 100 -l "
            + cluster
            + "/log -o '-p "
            + port
            + " -k "
            + cluster
            + " -c listen_addresses=127.0.0.1 -c fsync=off' start");
  }

  @AfterEach
  void stop() throws Exception {
    if (cluster != null) {
      asOwner(programs.resolve("pg_ctl") + " -D " + cluster + "/data -m immediate -w stop");
      try (Stream<Path> files = Files.walk(cluster)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static Path programs() throws IOException {
    Path versions = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(versions)) {
      try (Stream<Path> each = Files.list(versions)) {
        Path bin =
            each.map(version -> version.resolve("bin")).sorted().findFirst().orElse(versions);
        if (Files.isExecutable(bin.resolve("initdb"))) {
          return bin;
        }
      }
    }
    String reason = "postgresql is not installed (Debian: apt-get install postgresql)";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(reason + "; in CI this lane must run");
    }
    return abort(reason + "; this lane is left out");
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** PostgreSQL does not run as root. */
  private void asOwner(String command) throws Exception {
    run(
        isRoot()
            ? List.of("runuser", "-u", "postgres", "--", "sh", "-c", command)
            : List.of("sh", "-c", command));
  }

  private void run(List<String> command) throws Exception {
    Path log = artifacts.resolve("commands.log");
    Process process =
        new ProcessBuilder(command)
            .directory(new java.io.File("/tmp"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertEquals(0, process.waitFor(), command + "\n" + Files.readString(log));
  }

  private Db database() {
    return Db.at("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=rig");
  }

  @Test
  void aRolloutIsLedToItsEndAndFoundAgain() {
    List<WavePlan> waves = List.of(new WavePlan(50, 100, 50), new WavePlan(100, 50, 0));
    UpdatePolicy policy = UpdatePolicy.FORCED.silentAfter(600).with(new Retries(1, 30, 1, 0));
    long rollout;
    try (Fleet fleet = new Fleet(artifacts.resolve("files"), database(), 4)) {
      fleet.core.targets().setAttributes("car0", Targets.Mode.MERGE, Map.of("hw", "A"));
      assertEquals(1, fleet.core.targets().count(TargetFilter.of("attribute.hw==A;name==car*")));
      rollout = fleet.rollout(waves, policy.withConsent());
      fleet.core.rollouts().start(rollout);
      fleet.closes(0, ActionEvent.CONFIRM);
      fleet.closes(0, ActionEvent.FAIL);
      fleet.closes(1, ActionEvent.CONFIRM);
      fleet.closes(1, ActionEvent.SUCCEED);
      fleet.pass(Duration.ofSeconds(30));
      fleet.closes(0, ActionEvent.CONFIRM);
      fleet.closes(0, ActionEvent.SUCCEED);
      assertTrue(fleet.offered(2).isPresent());
      assertThrows(RuntimeException.class, () -> fleet.closes(2, ActionEvent.SUCCEED));
    }
    try (Fleet fleet = new Fleet(artifacts.resolve("files"), database())) {
      assertEquals(RolloutState.RUNNING, fleet.core.rollouts().rollout(rollout).state());
      fleet.closes(2, ActionEvent.CONFIRM);
      fleet.closes(2, ActionEvent.SUCCEED);
      fleet.pass(Duration.ofMinutes(11));
      fleet.pass(Duration.ofMinutes(12));
      assertFalse(fleet.offered(3).isPresent());
      assertEquals(RolloutState.FINISHED, fleet.core.rollouts().rollout(rollout).state());
      assertEquals(fleet.counted(rollout, 2), fleet.counts(rollout, 2));
      assertEquals(1, fleet.counts(rollout, 2).timedOut());
    }
  }

  @Test
  void aSecondServerIsRefusedAndTheFirstGoesOn() {
    try (Fleet fleet = new Fleet(artifacts.resolve("files"), database(), 1)) {
      RuntimeException refused = assertThrows(RuntimeException.class, this::database);
      assertTrue(refused.getMessage().contains("runs already"), refused::getMessage);
      assertEquals(1, fleet.core.targets().count(TargetFilter.of("name==car*")));
    }
    database().close();
  }
}
