// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dcmrig.app.Rig;
import dev.dcmrig.app.console.ExitCode;
import dev.dcmrig.uptane.key.SigningKey;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.repository.Image;
import dev.dcmrig.uptane.repository.Lifetimes;
import dev.dcmrig.uptane.repository.RoleSigners;
import dev.dcmrig.uptane.repository.SigningRepository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rig ota tuf-client} against a repository of ours, over HTTP. */
class TufClientTest {
  private static final byte[] IMAGE = "an image".getBytes(StandardCharsets.UTF_8);

  /** Metadata that hold long enough for any day on which this runs. */
  private static final Duration LONG = Duration.ofDays(36_500);

  private static final Instant MADE = Instant.parse("2026-11-29T10:00:00Z");

  @TempDir Path folder;

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private HttpServer server;
  private SigningRepository repository;

  @BeforeEach
  void serve() throws IOException {
    Map<Role, RoleSigners> keys = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      keys.put(role, RoleSigners.one(SigningKey.ed25519(new SecureRandom())));
    }
    repository = new SigningRepository(new Lifetimes(LONG, LONG, LONG, LONG), keys, MADE);
    Target image = Image.of("a/b c.bin", new ByteArrayInputStream(IMAGE), Set.of(), 1);
    repository.images(List.of(image));
    repository.publish(MADE);
    repository.files().forEach((path, file) -> files.put("/metadata/" + path, file));
    files.put("/targets/a/" + image.hashes().get("sha256") + ".b c.bin", IMAGE);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    Files.write(folder.resolve("root.json"), repository.root(1));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] file = files.get(exchange.getRequestURI().getPath());
    exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
    if (file != null) {
      exchange.getResponseBody().write(file);
    }
    exchange.close();
  }

  private Rig client(String... order) {
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    List<String> all =
        new ArrayList<>(
            List.of(
                "ota",
                "tuf-client",
                "--metadata-dir",
                folder.resolve("metadata").toString(),
                "--metadata-url",
                base + "/metadata",
                "--target-base-url",
                base + "/targets",
                "--target-dir",
                folder.resolve("targets").toString()));
    all.addAll(List.of(order));
    return Rig.run(all.toArray(String[]::new));
  }

  private void begins() {
    Rig rig = client("init", folder.resolve("root.json").toString());
    assertEquals(ExitCode.PASSED, rig.code(), rig.toString());
  }

  @Test
  void anImageIsDownloadedOnceAndKept() throws IOException {
    begins();
    for (int i = 0; i < 2; i++) {
      Rig rig = client("--target-name", "a/b c.bin", "download");
      assertEquals(ExitCode.PASSED, rig.code(), rig.toString());
    }
    assertArrayEquals(
        IMAGE, Files.readAllBytes(folder.resolve("targets").resolve("a%2Fb%20c.bin")));
    assertArrayEquals(
        files.get("/metadata/timestamp.json"),
        Files.readAllBytes(folder.resolve("metadata").resolve("timestamp.json")));
  }

  @Test
  void anotherImageIsRefusedAndLeavesNothingBehind() throws IOException {
    files.replaceAll(
        (path, file) -> path.endsWith(".bin") ? "an imagE".getBytes(StandardCharsets.UTF_8) : file);
    begins();

    Rig rig = client("--target-name", "a/b c.bin", "download");

    assertEquals(ExitCode.FAILED, rig.code(), rig.toString());
    assertTrue(rig.err().contains("a hash does not match"), rig.toString());
    try (var kept = Files.list(folder.resolve("targets"))) {
      assertEquals(0, kept.count());
    }
  }

  @Test
  void metadataThatNobodySignedAreRefused() {
    begins();
    files.put("/metadata/timestamp.json", files.get("/metadata/1.snapshot.json"));

    Rig rig = client("refresh");

    assertEquals(ExitCode.FAILED, rig.code(), rig.toString());
    assertTrue(rig.err().contains("Uptane 5.4.4.4-2"), rig.toString());
    assertFalse(Files.exists(folder.resolve("metadata").resolve("timestamp.json")));
  }

  @Test
  void withoutTrustNothingBegins() {
    Rig rig = client("refresh");

    assertEquals(ExitCode.FAILED, rig.code(), rig.toString());
    assertTrue(rig.err().contains("no root metadata are kept here"), rig.toString());
  }
}
