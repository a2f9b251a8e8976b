// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.ota.core.OtaCore;
import dev.dcmrig.ota.ddi.Exchange;
import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.model.UpdatePolicy;
import dev.dcmrig.ota.store.Upload;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.Seed;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's rauc 1.8, unchanged, installs what the server has delivered. Debian has no hawkBit
 * client for it: curl polls, loads and reports here, in the order in which a device does.
 *
 * <p>Does not show: loading by rauc itself. That needs a kernel with network block devices.
 */
class RaucTest {
  private static final int SIZE = 1_000_000;
  private static final ObjectMapper JSON = new ObjectMapper();

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
    PeerTools.need("rauc", "mksquashfs", "openssl", "curl", "dbus-run-session");
    tools = new PeerTools(folder);
    Seed.Stream stream = Seed.of(6).stream();
    for (int index = 0; index < SIZE; index++) {
      image[index] = (byte) stream.nextInt(256);
    }
    tools.key("own");
    tools.key("other");
    slots();
    server =
        OtaServer.inMemory(
            timeline, folder.resolve("artifacts"), OtaSettings.BENCH, new OtaRules() {});
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

  /** Two slots, a boot loader that is a script, and what rauc must know of both. */
  private void slots() throws IOException {
    for (String slot : List.of("A", "B")) {
      Files.write(folder.resolve("slot" + slot), new byte[SIZE]);
      Files.writeString(folder.resolve("state." + slot), "good\n");
    }
    Files.writeString(folder.resolve("primary"), "A\n");
    Path loader = folder.resolve("loader");
    Files.writeString(
        loader,
        """
        #!/bin/sh
        cd "$(dirname "$0")"
        case $1 in
          get-primary) cat primary ;;
          set-primary) echo "$2" >primary ;;
          get-state) cat "state.$2" ;;
          set-state) echo "$3" >"state.$2" ;;
        esac
        """);
    assertTrue(loader.toFile().setExecutable(true));
    Files.writeString(
        folder.resolve("system.conf"),
        """
        [system]
        compatible=dcm
        bootloader=custom
        statusfile=%1$s/status
        mountprefix=%1$s/mounts
        [keyring]
        path=%1$s/own.pem
        [handlers]
        bootloader-custom-backend=%1$s/loader
        [slot.rootfs.0]
        device=%1$s/slotA
        type=raw
        bootname=A
        [slot.rootfs.1]
        device=%1$s/slotB
        type=raw
        bootname=B
        """
            .formatted(folder));
    // The service on a bus of its own, which only this folder knows; then one command to it.
    Files.writeString(
        folder.resolve("device"),
        """
        export DBUS_STARTER_BUS_TYPE=session DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS"
        rauc -c system.conf --override-boot-slot="$1" service & service=$!
        shift
        for try in $(seq 100); do rauc status >status.txt 2>&1 && break; sleep 0.1; done
        rauc -c system.conf "$@"; code=$?
        kill $service; wait $service
        exit $code
        """);
  }

  /** A bundle of the image, signed by a key, as a set that is assigned to the device. */
  private long assign(String version, String compatible, String signer) throws Exception {
    Path content = Files.createDirectory(folder.resolve("content-" + sets));
    Files.write(content.resolve("image.img"), image);
    // Of the format "plain": "verity" needs a kernel with device mapper.
    Files.writeString(
        content.resolve("manifest.raucm"),
        "[update]\ncompatible=%s\nversion=%s\n[bundle]\nformat=plain\n[image.rootfs]\nfilename=image.img\n"
            .formatted(compatible, version));
    Path bundle = folder.resolve("made-" + sets + ".raucb");
    tools.run(
        "rauc",
        "--cert=" + signer + ".pem",
        "--key=" + signer + ".key",
        "bundle",
        content.toString(),
        bundle.toString());
    long module = core.software().createModule("dcm", version + "-" + sets++, "os", "");
    try (Upload upload = core.software().receive(module, "dcm.raucb")) {
      upload.write(Files.readAllBytes(bundle));
      core.software().addArtifact(module, "dcm.raucb", upload.finish());
    }
    long set = core.software().createSet("dcm", version + "-" + sets, List.of(module));
    return core.actions().assign("CAR", set, UpdatePolicy.FORCED);
  }

  private String url(String path) {
    return path.startsWith("http") ? path : "http://127.0.0.1:" + port + path;
  }

  private int curl(String path, String... options) throws Exception {
    List<String> command = new java.util.ArrayList<>();
    command.addAll(List.of("curl", "-sS", "--fail", "--max-time", "60"));
    command.addAll(List.of("-H", "Authorization: TargetToken token"));
    command.addAll(List.of(options));
    command.add(url(path));
    return tools.code(command.toArray(new String[0]));
  }

  private JsonNode get(String path) throws Exception {
    assertEquals(0, curl(path, "-o", "answer.json"), () -> path + tools.read("tools.log"));
    return JSON.readTree(tools.read("answer.json"));
  }

  private void report(long action, String execution, String finished, String detail)
      throws Exception {
    String body =
        JSON.writeValueAsString(
            java.util.Map.of(
                "status",
                java.util.Map.of(
                    "execution",
                    execution,
                    "details",
                    List.of(detail),
                    "result",
                    java.util.Map.of("finished", finished))));
    String path = "/DEFAULT/controller/v1/CAR/deploymentBase/" + action + "/feedback";
    assertEquals(0, curl(path, "-H", "Content-Type: application/json", "-d", body));
  }

  /** Polls, reads the task, and loads its bundle; connections that end early are gone on with. */
  private int load(long action) throws Exception {
    JsonNode links = get("/DEFAULT/controller/v1/CAR").path("_links");
    JsonNode task = get(links.path("deploymentBase").path("href").asText());
    JsonNode artifact = task.at("/deployment/chunks/0/artifacts/0");
    String href = artifact.at("/_links/download-http/href").asText();
    Files.deleteIfExists(folder.resolve("dcm.raucb"));
    int connections = 1;
    while (curl(href, "-C", "-", "-o", "dcm.raucb") != 0) {
      assertTrue(connections++ < 5, () -> tools.read("tools.log"));
    }
    tools.run(
        "sh",
        "-c",
        "echo " + artifact.at("/hashes/sha256").asText() + "  dcm.raucb | sha256sum -c");
    report(action, "downloaded", "none", "by " + connections + " connections");
    return connections;
  }

  /** One start of the device, which ran from a slot, and one command to its rauc. */
  private int device(String slot, String... command) throws Exception {
    List<String> all =
        new java.util.ArrayList<>(List.of("dbus-run-session", "--", "sh", "device", slot));
    all.addAll(List.of(command));
    return tools.code(all.toArray(new String[0]));
  }

  private byte[] slot(String name) throws IOException {
    return Files.readAllBytes(folder.resolve("slot" + name));
  }

  @Test
  void itInstallsIntoTheOtherSlotWhatCameOverTwoCutConnections() throws Exception {
    boolean mounts =
        "root".equals(System.getProperty("user.name"))
            && Files.exists(Path.of("/dev/loop-control"))
            && Files.readString(Path.of("/proc/filesystems")).contains("\tsquashfs\n");
    assumeTrue(mounts, "rauc mounts a bundle: that needs root, loop devices and squashfs");
    long action = assign("2.0", "dcm", "own");
    server.faults().next(Exchange.DOWNLOAD, OtaFault.cutAfter(400_000));
    server.faults().next(Exchange.DOWNLOAD, OtaFault.cutAfter(300_000));
    assertEquals(3, load(action));
    assertEquals(0, device("A", "install", "dcm.raucb"), () -> tools.read("tools.log"));
    assertArrayEquals(image, slot("B"));
    assertArrayEquals(new byte[SIZE], slot("A"));
    assertEquals("B", tools.read("primary").strip());
    report(action, "proceeding", "none", "installed");
    assertEquals(ActionState.PROCEEDING, core.actions().of("CAR", action).state());

    // It has started from the other slot: now it says so.
    assertEquals(0, device("B", "status", "mark-good"), () -> tools.read("tools.log"));
    assertTrue(tools.read("status.txt").contains("Booted from: rootfs.1 (B)"));
    report(action, "closed", "success", "rootfs.1 runs");
    assertEquals(ActionState.FINISHED, core.actions().of("CAR", action).state());
  }

  @Test
  void itTakesNoOtherKeyNoOtherHardwareAndNoChangedByteAndSaysWhy() throws Exception {
    refuses(assign("2.0", "dcm", "other"), "signature verification failed");
    refuses(assign("2.1", "another", "own"), "Compatible mismatch");
    long action = assign("2.2", "dcm", "own");
    load(action);
    byte[] bundle = Files.readAllBytes(folder.resolve("dcm.raucb"));
    bundle[500_000] ^= 1;
    Files.write(folder.resolve("dcm.raucb"), bundle);
    refused(action, "signature verification failed");
  }

  private void refuses(long action, String why) throws Exception {
    load(action);
    refused(action, why);
  }

  private void refused(long action, String why) throws Exception {
    assertNotEquals(0, device("A", "install", "dcm.raucb"));
    String log = tools.read("tools.log");
    assertTrue(log.contains(why), log);
    report(action, "closed", "failure", why);
    assertEquals(ActionState.FAILED, core.actions().of("CAR", action).state());
    assertArrayEquals(new byte[SIZE], slot("B"), "nothing was installed");
    assertEquals("A", tools.read("primary").strip());
  }
}
