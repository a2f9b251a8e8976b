// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.ota.core.Report;
import dev.dcmrig.ota.core.Target;
import dev.dcmrig.ota.model.ActionEvent;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.server.OtaServer;
import dev.dcmrig.ota.server.OtaSettings;
import dev.dcmrig.sim.VirtualTimeline;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of a release engineer, against a server in this process. */
class OtaCommandsTest {
  @TempDir private Path folder;
  private final Vertx vertx = RigVertx.create();
  private OtaServer server;
  private String address;
  private Path token;

  @BeforeEach
  void open() throws IOException {
    server =
        OtaServer.inMemory(
            new VirtualTimeline(),
            folder.resolve("artifacts"),
            OtaSettings.BENCH.withManagement("secret"),
            new OtaRules() {});
    address =
        "http://127.0.0.1:" + server.listen(vertx).toCompletionStage().toCompletableFuture().join();
    token = Files.writeString(folder.resolve("management.token"), "secret\n");
  }

  @AfterEach
  void close() {
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Rig rig(String... arguments) {
    return Rig.run(
        Stream.concat(
                Stream.of(arguments),
                Stream.of("--server", address, "--token-file", token.toString()))
            .toArray(String[]::new));
  }

  private String said(String... arguments) {
    Rig run = rig(arguments);
    assertEquals(ExitCode.PASSED, run.code(), run::toString);
    return run.out();
  }

  private void closes(String id, ActionEvent event) {
    Target target = server.core().targets().find(id).orElseThrow();
    long action = server.core().actions().offered(target).orElseThrow().id();
    server.core().actions().happened(id, action, ActionEvent.FETCH, Report.NONE);
    server.core().actions().happened(id, action, event, Report.NONE);
  }

  @Test
  void aRolloutIsLedFromItsUploadToItsEnd() throws IOException {
    Path image = Files.writeString(folder.resolve("image.bin"), "abc");
    String uploaded =
        said("ota", "upload", "--name", "dcm", "--set-version", "2.0", image.toString());
    assertTrue(uploaded.contains("image.bin  3 bytes  ba7816bf"), uploaded);
    assertTrue(uploaded.contains("set 1  dcm 2.0"), uploaded);
    for (String car : new String[] {"CAR-1", "CAR-2"}) {
      assertTrue(
          said("ota", "targets", "--add", car).matches("(?s)CAR-\\d token [0-9a-f]{48}\\s+"));
    }
    assertTrue(said("ota", "targets", "name==CAR-2").contains("1 of 1 targets"));
    assertTrue(said("ota", "sets").contains("set 1  dcm 2.0"));
    String made =
        said(
            "ota",
            "rollout",
            "create",
            "spring",
            "--set",
            "1",
            "--waves",
            "50,50",
            "--errors",
            "50",
            "--retries",
            "1",
            "--back-off",
            "10min",
            "--silent-after",
            "2h");
    assertTrue(made.contains("rollout 1  spring  set 1  READY"), made);
    assertTrue(made.contains("wave  1 WAITING  [..............................]"), made);
    assertTrue(said("ota", "rollout", "start", "1").contains("RUNNING"));
    closes("CAR-1", ActionEvent.SUCCEED);
    assertTrue(said("ota", "rollout", "pause", "1").contains("PAUSED: by an operator"));
    assertTrue(said("ota", "rollout", "resume", "1").contains("RUNNING"));
    closes("CAR-2", ActionEvent.SUCCEED);
    String status = said("ota", "rollout", "status", "1", "--follow");
    assertTrue(status.contains("FINISHED"), status);
    assertTrue(status.contains("[##############################]     1 of 1 succeeded"), status);
    assertTrue(said("ota", "rollout", "list").contains("rollout 1  spring"));
    assertTrue(said("ota", "assign", "CAR-1", "1", "--kind", "soft").contains("OFFERED"));
  }

  @Test
  void anUploadThatWasCutShortCanBeRepeated() throws IOException {
    Path image = Files.writeString(folder.resolve("image.bin"), "abc");
    Path late = folder.resolve("late.bin");
    String[] upload = {
      "ota", "upload", "--name", "dcm", "--set-version", "2.0", image.toString(), late.toString()
    };
    Rig run = rig(upload);
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("late.bin"), run::toString);
    assertTrue(server.core().software().modules(0, 10).isEmpty());
    // As an upload leaves it that was stopped after its first file.
    long module = server.core().software().createModule("dcm", "2.0", "os", "");
    try (var part = server.core().software().receive(module, "image.bin")) {
      part.write(new byte[] {'a', 'b', 'c'});
      server.core().software().addArtifact(module, "image.bin", part.finish());
    }
    Files.writeString(late, "def");
    String said = said(upload);
    assertTrue(said.contains("image.bin  is there already"), said);
    assertTrue(said.contains("set 1  dcm 2.0"), said);
    assertEquals(2, server.core().software().module(module).artifacts().size());
    assertEquals(ExitCode.USAGE, rig(upload).code());
  }

  @Test
  void whatTheServerRefusesIsSaidWithItsReason() {
    Rig run = rig("ota", "assign", "NOBODY", "1");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("there is no target 'NOBODY'"), run::toString);
    run = rig("ota", "rollout", "start", "7");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("there is no rollout 7"), run::toString);
    run = rig("ota", "rollout", "create", "x", "--set", "1", "--silent-after", "soon");
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("'soon' is no span"), run::toString);
  }

  @Test
  void aServerThatIsNotThereIsSaidToBeSo() {
    Rig run =
        Rig.run("ota", "sets", "--server", "http://127.0.0.1:1", "--token-file", token.toString());
    assertEquals(ExitCode.BENCH_BROKE, run.code());
    assertTrue(run.err().contains("is `rig ota serve` running?"), run::toString);
    run = Rig.run("ota", "sets", "--server", "nowhere");
    assertEquals(ExitCode.USAGE, run.code());
    run = Rig.run("ota", "sets", "--token-file", folder.resolve("none").toString());
    assertEquals(ExitCode.USAGE, run.code());
    assertTrue(run.err().contains("--token-file FOLDER/management.token"), run::toString);
  }
}
