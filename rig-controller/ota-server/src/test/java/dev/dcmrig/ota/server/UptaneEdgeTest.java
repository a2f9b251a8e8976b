// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.ota.ddi.DdiSettings;
import dev.dcmrig.ota.ddi.Identity;
import dev.dcmrig.ota.uptane.UptaneEdge;
import dev.dcmrig.ota.uptane.UptaneRepositories;
import dev.dcmrig.uptane.verify.Attack;
import dev.dcmrig.uptane.verify.Rejection;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The paths of Uptane's repositories, as vehicles ask them. */
class UptaneEdgeTest {
  private static final byte[] FILE = "{\"signed\":{}}".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder = Path.of("");
  private ServerFixture fixture;
  private ServerFixture.Device car;
  private final List<String> taken = new ArrayList<>();

  private final class Kept implements UptaneRepositories {
    @Override
    public Optional<byte[]> directorFile(String vehicle, String name) {
      return Optional.of(FILE).filter(file -> (vehicle + " " + name).equals("CAR timestamp.json"));
    }

    @Override
    public Optional<byte[]> imageFile(String name) {
      return Optional.of(FILE).filter(file -> name.equals("1.a b.json"));
    }

    @Override
    public byte[] time(Set<String> nonces) {
      return ("{\"time of\":\"" + nonces + "\"}").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void manifest(String vehicle, byte[] manifest) throws Rejection {
      String text = new String(manifest, StandardCharsets.UTF_8);
      if (taken.contains(text)) {
        throw new Rejection("5.3.2.1-4", Attack.REPLAY, "counter 1 was seen before");
      }
      taken.add(text);
    }
  }

  @BeforeEach
  void open() {
    fixture = new ServerFixture(folder);
    fixture.server.with(
        new UptaneEdge(new Identity(fixture.core, DdiSettings.STANDARD), new Kept()));
    car = fixture.device("CAR");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private int status(String method, String path, String body) {
    return car.send(method, path, body).statusCode();
  }

  @Test
  void filesOfBothRepositoriesAreGivenOut() {
    HttpResponse<byte[]> file = car.send("GET", "/uptane/director/CAR/timestamp.json", "");
    assertEquals(200, file.statusCode());
    assertArrayEquals(FILE, file.body());
    assertEquals("application/json", file.headers().firstValue("Content-Type").orElse(""));
    assertArrayEquals(FILE, car.send("GET", "/uptane/image/1.a%20b.json", "").body());
  }

  @Test
  void whatIsNotThereIs404() {
    assertEquals(404, status("GET", "/uptane/director/CAR/2.root.json", ""));
    assertEquals(404, status("GET", "/uptane/image/2.root.json", ""));
    assertEquals(404, status("GET", "/uptane/image", ""));
    assertEquals(404, status("GET", "/uptane/somebody/CAR/timestamp.json", ""));
  }

  @Test
  void anothersFilesAreRefused() {
    fixture.device("OTHER");
    assertEquals(401, status("GET", "/uptane/director/OTHER/timestamp.json", ""));
    assertEquals(401, status("PUT", "/uptane/director/OTHER/manifest", "{}"));
    assertEquals(List.of(), taken);
  }

  @Test
  void aManifestIsTakenOnceAndThenRefusedByItsRule() {
    assertEquals(200, status("PUT", "/uptane/director/CAR/manifest", "{\"a\":1}"));
    HttpResponse<byte[]> again = car.send("PUT", "/uptane/director/CAR/manifest", "{\"a\":1}");
    assertEquals(409, again.statusCode());
    String message = ServerFixture.json(again).path("message").asText();
    assertTrue(message.endsWith("(Uptane 5.3.2.1-4, REPLAY)"), message);
  }

  @Test
  void theTimeIsSignedForAnybodyWithHisNumbers() {
    HttpResponse<byte[]> time = car.send("PUT", "/uptane/time", "{\"nonces\":[\"12345678\"]}");
    assertEquals(200, time.statusCode());
    assertEquals("[12345678]", ServerFixture.json(time).path("time of").asText());
    assertEquals(400, status("PUT", "/uptane/time", "{\"nonces\":[\"1234567\"]}"));
    assertEquals(400, status("PUT", "/uptane/time", "{\"nonces\":[\"1234567\\u0000\"]}"));
    assertEquals(400, status("PUT", "/uptane/time", "{\"nonces\":\"12345678\"}"));
    String many = "\"12345678\",".repeat(64) + "\"12345678\"";
    assertEquals(400, status("PUT", "/uptane/time", "{\"nonces\":[" + many + "]}"));
    assertEquals(405, status("GET", "/uptane/time", ""));
  }

  @Test
  void otherMethodsAreRefused() {
    assertEquals(405, status("PUT", "/uptane/image/1.root.json", "{}"));
    assertEquals(405, status("GET", "/uptane/director/CAR/manifest", ""));
    assertEquals(405, status("POST", "/uptane/director/CAR/timestamp.json", "{}"));
  }
}
