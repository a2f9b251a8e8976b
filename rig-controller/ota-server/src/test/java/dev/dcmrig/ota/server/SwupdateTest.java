// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.ota.core.OtaCore;
import dev.dcmrig.ota.ddi.DdiSettings;
import dev.dcmrig.ota.ddi.Exchange;
import dev.dcmrig.ota.delta.ImageDelta;
import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.store.Upload;
import dev.dcmrig.sim.Patience;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.Seed;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's swupdate, unchanged, as a device of the server: a judge that somebody else made. */
class SwupdateTest {
  private static final int SIZE = 2_000_000;

  @TempDir Path folder;
  private final byte[] image = new byte[SIZE];
  private final Vertx vertx = RigVertx.create();
  private final RealTimeline timeline = new RealTimeline("ota-server", thrown -> {});
  private PeerTools tools;
  private OtaServer server;
  private OtaCore core;
  private int port;
  private int sets;

  @BeforeEach
  void open() throws Exception {
    PeerTools.need("swupdate", "openssl", "cpio");
    tools = new PeerTools(folder);
    Seed.Stream stream = Seed.of(5).stream();
    for (int index = 0; index < SIZE; index++) {
      image[index] = (byte) stream.nextInt(256);
    }
    Files.write(folder.resolve("image.bin"), image);
    Files.createDirectory(folder.resolve("tmp"));
    tools.key("own");
    tools.key("other");
    server =
        OtaServer.inMemory(
            timeline,
            folder.resolve("artifacts"),
            OtaSettings.BENCH.with(
                DdiSettings.STANDARD.polling(Duration.ofSeconds(1), Duration.ZERO)),
            new OtaRules() {});
    core = server.core();
    core.targets().create("CAR", "", "token");
    port = server.listen(vertx).toCompletionStage().toCompletableFuture().join();
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
    timeline.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** A package of the image, signed by a key, as a set that is assigned to the device. */
  private long assign(String version, String signer) throws Exception {
    tools.run("sh", "-c", "sha256sum image.bin | cut -c1-64 >sum");
    String slot =
        "slot%s: { files: ( { filename = \"image.bin\"; path = \"%s\"; sha256 = \"%s\"; } ); };\n";
    Files.writeString(
        folder.resolve("sw-description"),
        "software = { version = \""
            + version
            + "\"; hardware-compatibility: [ \"1.0\" ]; stable: {\n"
            + slot.formatted("A", folder.resolve("slotA"), tools.read("sum").strip())
            + slot.formatted("B", folder.resolve("slotB"), tools.read("sum").strip())
            + "}; }\n");
    tools.run(
        "openssl",
        "cms",
        "-sign",
        "-in",
        "sw-description",
        "-out",
        "sw-description.sig",
        "-signer",
        signer + ".pem",
        "-inkey",
        signer + ".key",
        "-outform",
        "DER",
        "-nosmimecap",
        "-binary");
    tools.run(
        "sh",
        "-c",
        "printf 'sw-description\\nsw-description.sig\\nimage.bin\\n'"
            + " | cpio -o -H crc >image.swu");
    long module = core.software().createModule("dcm", version + "-" + sets++, "os", "");
    byte[] packed = Files.readAllBytes(folder.resolve("image.swu"));
    add(module, "image.swu", packed);
    // It knows no deltas, and passes by what is none of its packages.
    add(module, ImageDelta.name("image.swu", image), ImageDelta.of(image, packed));
    long set = core.software().createSet("dcm", version + "-" + sets, List.of(module));
    return core.actions().assign("CAR", set, UpdatePolicy.FORCED);
  }

  private void add(long module, String file, byte[] bytes) {
    try (Upload upload = core.software().receive(module, file)) {
      upload.write(bytes);
      core.software().addArtifact(module, file, upload.finish());
    }
  }

  private Process device(String options, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("swupdate", "-l", "5", "-H", "dcm:1.0", "-k", "own.pem", "-e", "stable,slotB"));
    command.addAll(List.of(more));
    command.add("-u");
    command.add("-t DEFAULT -u http://127.0.0.1:" + port + " -i CAR -k token -p 1 -w 1 " + options);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("swupdate.log").toFile()));
    builder.environment().put("TMPDIR", folder.resolve("tmp").toString());
    return builder.start();
  }

  /** Power is gone: nobody has time for a last word. */
  private static void kill(Process device) throws InterruptedException {
    List<ProcessHandle> children = device.descendants().toList();
    device.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    assertTrue(device.waitFor(60, TimeUnit.SECONDS));
  }

  /** Waits until the action is in one of these states. */
  private ActionState comes(long action, ActionState... states) throws InterruptedException {
    Set<ActionState> wanted = Set.of(states);
    boolean came =
        Patience.await(
            millis -> {
              if (wanted.contains(core.actions().of("CAR", action).state())) {
                return true;
              }
              return new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
            });
    assertTrue(came, () -> core.actions().historyOf(action) + "\n" + tools.read("swupdate.log"));
    return core.actions().of("CAR", action).state();
  }

  private boolean isSaid(long action, String word) {
    return core.actions().historyOf(action).stream()
        .anyMatch(entry -> entry.details().toString().contains(word));
  }

  /**
   * Watches a device with swupdate 2022.12 until something is done. Once in some twenty runs it
   * does nothing more after a connection has ended, or while it installs: its log grows no more,
   * and it asks for nothing. Such a device is switched off and on, as its watchdog would; once.
   *
   * @return the device that runs now
   */
  private Process watched(Process device, BooleanSupplier done, String options, String... more)
      throws Exception {
    Path log = folder.resolve("swupdate.log");
    long size = -1;
    for (int quiet = 0; quiet < 300 && !done.getAsBoolean(); quiet++) {
      quiet = Files.size(log) == size ? quiet : 0;
      size = Files.size(log);
      assertFalse(new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS));
    }
    if (done.getAsBoolean()) {
      return device;
    }
    kill(device);
    return device(options, more);
  }

  private boolean isIn(long action, ActionState state) {
    return core.actions().of("CAR", action).state() == state;
  }

  /** Whether something was said of an action. */
  private void hears(long action, String word) throws InterruptedException {
    boolean came =
        Patience.await(
            millis -> {
              if (isSaid(action, word)) {
                return true;
              }
              return new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
            });
    assertTrue(came, () -> core.actions().historyOf(action) + "\n" + tools.read("swupdate.log"));
  }

  @Test
  void itInstallsIntoTheOtherSlotAndReportsSuccessAfterItsRestartOnly() throws Exception {
    long action = assign("2.0", "own");
    // The connection ends in the middle, twice: the client goes on by a range.
    server.faults().next(Exchange.DOWNLOAD, OtaFault.otherTag());
    server.faults().next(Exchange.DOWNLOAD, OtaFault.cutAfter(600_000));
    server.faults().next(Exchange.DOWNLOAD, OtaFault.cutAfter(500_000));
    Process device = watched(device(""), () -> isSaid(action, "All Chunks Installed"), "");
    try {
      hears(action, "All Chunks Installed");
      assertArrayEquals(image, Files.readAllBytes(folder.resolve("slotB")));
      assertFalse(Files.exists(folder.resolve("slotA")));
      assertEquals(ActionState.PROCEEDING, core.actions().of("CAR", action).state());
    } finally {
      kill(device);
    }
    Process restarted = device("-c 2");
    try {
      comes(action, ActionState.FINISHED);
    } finally {
      kill(restarted);
    }
    // It went on where the connection had ended.
    assertTrue(
        tools.read("swupdate.log").contains("resume")
            || tools.read("swupdate.log").contains("Resum"));
  }

  @Test
  void itTakesNoOtherKeyAndNoOlderVersionAndReportsBoth() throws Exception {
    long forged = assign("2.0", "other");
    Process device = device("", "-N", "1.5");
    try {
      device = watched(device, () -> isIn(forged, ActionState.FAILED), "", "-N", "1.5");
      comes(forged, ActionState.FAILED);
      long older = assign("1.0", "own");
      device = watched(device, () -> isIn(older, ActionState.FAILED), "", "-N", "1.5");
      comes(older, ActionState.FAILED);
    } finally {
      kill(device);
    }
    assertFalse(Files.exists(folder.resolve("slotB")), "nothing was installed");
  }

  @Test
  void itIsKilledInTheMiddleOfADownloadAndDoesItAgain() throws Exception {
    long action = assign("2.0", "own");
    Process slow = device("-n 200k");
    try {
      comes(action, ActionState.PROCEEDING);
    } finally {
      kill(slow);
    }
    Process device = watched(device(""), () -> isSaid(action, "All Chunks Installed"), "");
    try {
      hears(action, "All Chunks Installed");
    } finally {
      kill(device);
    }
    assertArrayEquals(image, Files.readAllBytes(folder.resolve("slotB")));
  }
}
