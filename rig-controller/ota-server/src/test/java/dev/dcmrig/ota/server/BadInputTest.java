// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.UpdatePolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no device in its right mind sends: the right status, and others are served. */
class BadInputTest {
  /** What one who opens connections without end may have. */
  private static final int CONNECTIONS = 5_000;

  @TempDir static Path folder;
  private static ServerFixture fixture;
  private static ServerFixture.Device device;
  private static long action;

  @BeforeAll
  static void open() {
    fixture = new ServerFixture(folder);
    device = fixture.device("CAR");
    action =
        fixture.core.actions().assign("CAR", fixture.set("1", new byte[] {1}), UpdatePolicy.FORCED);
    device.send("GET", device.link("deploymentBase"), "");
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  /** One request as it is written, on a connection of its own. */
  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", fixture.port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      StringBuilder line = new StringBuilder();
      for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
        line.append((char) read);
      }
      return line.toString().strip();
    }
  }

  private static int status(String line) {
    return Integer.parseInt(line.split(" ")[1]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "TargetToken wrong",
        "TargetToken",
        "TargetToken ",
        "GatewayToken wrong",
        "Basic Og==",
        "Bearer management-secret",
        "targettoken",
        "GatewayToken gateway-secre",
        "GatewayToken gateway-secret2"
      })
  void whoShowsNoRightTokenIsNobody(String authorization) {
    for (String id : List.of("CAR", "UNKNOWN")) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(fixture.uri("/DEFAULT/controller/v1/" + id));
      if (!authorization.isEmpty()) {
        request.header("Authorization", authorization);
      }
      assertEquals(401, fixture.send(request.build()).statusCode(), id);
    }
    assertTrue(fixture.core.targets().find("UNKNOWN").isEmpty());
  }

  @Test
  void aTokenOpensItsOwnTargetOnly() {
    ServerFixture.Device other = fixture.device("OTHER");
    assertEquals(401, other.send("GET", device.base(), "").statusCode());
    assertEquals(
        404, other.send("GET", other.base() + "/deploymentBase/" + action, "").statusCode());
    assertEquals(
        404, other.feedback(other.base() + "/deploymentBase/" + action, "closed", "success"));
    assertEquals(
        404, other.feedback(other.base() + "/cancelAction/" + action, "closed", "success"));
    assertEquals(ActionState.RETRIEVED, fixture.core.actions().of("CAR", action).state());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | 400",
        "[] | 400",
        "'' | 400",
        "null | 400",
        "5 | 400",
        "{} | 400",
        "{\"status\":{}} | 400",
        "{\"status\":{\"execution\":\"closed\"}} | 400",
        "{\"status\":{\"execution\":\"closed\",\"result\":{\"finished\":\"none\"}}} | 400",
        "{\"status\":{\"execution\":\"exploded\"}} | 400",
        "{\"status\":{\"execution\":5}} | 400",
        "{\"status\":{\"execution\":\"proceeding\"},\"id\":\"x\"} | 400",
        "{\"status\":{\"execution\":\"proceeding\"},\"id\":1e3} | 400",
        "{\"status\":{\"execution\":\"proceeding\"},\"id\":99999999999999999999} | 400",
        "{\"status\":{\"execution\":\"proceeding\",\"code\":99999999999}} | 400",
        "{\"status\":{\"execution\":\"proceeding\",\"details\":\"x\"}} | 400",
        "{\"status\":{\"execution\":\"proceeding\",\"result\":{\"progress\":{\"cnt\":\"x\"}}}} |"
            + " 400",
        "{\"status\":{\"execution\":\"proceeding\"},\"status\":{}} | 400",
        "{\"status\":{\"execution\":\"proceeding\"}} x | 400",
        "{\"status\":{\"execution\":\"proceeding\",\"details\":[\"\\ud800\\u0000\"]}} | 200",
        "{\"status\":{\"execution\":\"proceeding\"},\"more\":1} | 200",
      })
  void feedbackThatSaysNothingIsRefused(String body, int expected) {
    String path = device.base() + "/deploymentBase/" + action + "/feedback";
    assertEquals(expected, device.send("POST", path, body).statusCode(), body);
  }

  @Test
  void deepAndLongBodiesAreRefused() {
    String path = device.base() + "/deploymentBase/" + action + "/feedback";
    assertEquals(400, device.send("POST", path, "[".repeat(10_000)).statusCode());
    assertEquals(400, device.send("POST", path, "{\"a\":".repeat(10_000)).statusCode());
    assertEquals(
        400, device.send("POST", path, "{\"a\":\"" + "x".repeat(9_000) + "\"}").statusCode());
    assertEquals(200, device.send("GET", device.base(), "").statusCode());
  }

  @Test
  void aBodyThatIsTooLongIsNotRead() throws IOException {
    String head =
        "PUT "
            + device.base()
            + "/configData HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Authorization: GatewayToken gateway-secret\r\n";
    assertEquals(413, status(raw(head + "Content-Length: 100000000\r\n\r\n{")));
    StringBuilder chunks = new StringBuilder(head + "Transfer-Encoding: chunked\r\n\r\n");
    for (int count = 0; count < 9; count++) {
      chunks.append("2000\r\n").append("x".repeat(0x2000)).append("\r\n");
    }
    assertEquals(413, status(raw(chunks.toString())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/DEFAULT/controller/v1/CAR/configData", "/rest/v1/targets"})
  void nobodyHasToWaitForTheBodyOfAStranger(String path) throws IOException {
    // The body never comes: the answer does.
    String head = "POST " + path + " HTTP/1.1\r\nHost: x\r\n";
    assertEquals(401, status(raw(head + "Content-Length: 50000\r\n\r\n")));
    assertEquals(401, status(raw(head + "Transfer-Encoding: chunked\r\n\r\n")));
  }

  @Test
  void allBodiesTogetherHaveABound() {
    BodyBudget budget = new BodyBudget();
    int half = (int) (BodyBudget.MAX_BYTES / 2);
    BodyBudget.Share first = budget.share();
    BodyBudget.Share second = budget.share();
    assertTrue(first.take(half));
    assertTrue(second.take(half));
    assertFalse(second.take(1));
    first.close();
    first.close();
    assertTrue(second.take(half));
    assertFalse(second.take(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/softwaremodules/1/artifacts/../../../../etc/passwd | 400",
        "/softwaremodules/1/artifacts/..%2f..%2fetc%2fpasswd | 400",
        "/softwaremodules/1/artifacts/%2e%2e | 400",
        "/softwaremodules/1/artifacts/a%5cb | 400",
        "/softwaremodules/1/artifacts/a%00b | 400",
        "/softwaremodules/1/artifacts/%ff | 400",
        "/softwaremodules/1/artifacts/%zz | 400",
        "/softwaremodules/1/artifacts/% | 400",
        "//softwaremodules/1/artifacts | 400",
        "/softwaremodules/x/artifacts | 404",
        "/softwaremodules/99/artifacts/image.bin | 404",
        "/softwaremodules/9999999999999999999999/artifacts | 404",
        "/deploymentBase/-1 | 404",
        "/deploymentBase/01x | 404",
        "/deploymentBase/99999 | 404",
        "/deploymentBase | 404",
        "/nothing | 404",
        "/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t | 404",
      })
  void aPathThatLeadsNowhereIsRefused(String path, int expected) throws IOException {
    String request =
        "GET "
            + device.base()
            + path
            + " HTTP/1.1\r\nHost: x\r\nAuthorization: GatewayToken gateway-secret\r\n\r\n";
    assertEquals(expected, status(raw(request)), path);
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, '', GET",
    "POST, '', GET",
    "POST, /configData, PUT",
    "PUT, /deploymentBase/1, GET",
    "GET, /deploymentBase/1/feedback, POST",
    "POST, /cancelAction/1, GET"
  })
  void aMethodThatThereIsNotIsRefusedWithThoseThatThereAre(
      String method, String path, String allowed) {
    var response = device.send(method, device.base() + path, "");
    assertEquals(405, response.statusCode());
    assertEquals(allowed, response.headers().firstValue("Allow").orElse(""));
  }

  @Test
  void aBodyOfAnotherTypeIsRefused() {
    for (String type :
        List.of("text/plain", "application/cbor", "application/x-www-form-urlencoded")) {
      HttpRequest request =
          HttpRequest.newBuilder(fixture.uri(device.base() + "/configData"))
              .header("Authorization", "GatewayToken gateway-secret")
              .header("Content-Type", type)
              .PUT(BodyPublishers.ofString("{\"data\":{}}"))
              .build();
      assertEquals(415, fixture.send(request).statusCode(), type);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":5}",
        "{\"data\":{\"k\":{}}}",
        "{\"mode\":\"x\",\"data\":{}}",
        "{}",
        "{\"data\":{\"\":\"v\"}}",
        "{\"data\":{\"k\":\"a\\u0000b\"}}",
        "{\"data\":{\"k\":\"\\ud800\"}}"
      })
  void attributesThatCannotBeKeptAreRefused(String body) {
    assertEquals(400, device.send("PUT", device.base() + "/configData", body).statusCode());
  }

  @Test
  void tooManyAttributesAndTooLongOnesAreRefusedAsAWhole() {
    StringBuilder many = new StringBuilder("{\"data\":{\"k0\":\"v\"");
    for (int index = 1; index <= 100; index++) {
      many.append(",\"k").append(index).append("\":\"v\"");
    }
    assertEquals(403, device.send("PUT", device.base() + "/configData", many + "}}").statusCode());
    assertEquals(
        400,
        device
            .send(
                "PUT",
                device.base() + "/configData",
                "{\"data\":{\"k\":\"" + "v".repeat(257) + "\"}}")
            .statusCode());
    assertTrue(fixture.core.targets().attributes("CAR").isEmpty());
  }

  @Test
  void anUploadThatIsCutShortLeavesNothing() throws Exception {
    long module = fixture.core.software().createModule("cut", "1", "os", "");
    try (Socket socket = new Socket("127.0.0.1", fixture.port)) {
      String head =
          "POST /rest/v1/softwaremodules/"
              + module
              + "/artifacts?filename=a.bin HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + ServerFixture.MANAGEMENT
              + "\r\nContent-Length: 1000000\r\n\r\n"
              + "x".repeat(100_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    }
    Path incoming = folder.resolve("incoming");
    // The end of the connection is heard on another thread; the bound is that of the rig's
    // patience.
    assertTrue(
        dev.dcmrig.sim.Patience.await(
            millis -> {
              try (var left = Files.list(incoming)) {
                if (left.findAny().isEmpty()) {
                  return true;
                }
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
              new java.util.concurrent.CountDownLatch(1)
                  .await(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
              return false;
            }));
    assertTrue(fixture.core.software().module(module).artifacts().isEmpty());
  }

  /** What swells when it is unpacked is never unpacked here: it is bytes as any others. */
  @Test
  void archivesAreKeptAndGivenOutAsTheyAre() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("../../bomb"));
      byte[] zeros = new byte[1 << 20];
      for (int count = 0; count < 64; count++) {
        out.write(zeros);
      }
      out.closeEntry();
    }
    // A header of cpio (newc) that announces 4 GiB under a path that leads out.
    byte[] cpio =
        ("070701" + "00000000".repeat(6) + "FFFFFFFF" + "00000000".repeat(4) + "00000008")
            .concat("00000000../evil\0")
            .getBytes(StandardCharsets.ISO_8859_1);
    ServerFixture.Device unpacking = fixture.device("UNPACKING");
    long module = fixture.core.software().createModule("bombs", "1", "os", "");
    fixture.artifact(module, "bomb.zip", zip.toByteArray());
    fixture.artifact(module, "bomb.swu", cpio);
    long set = fixture.core.software().createSet("bombs", "1", List.of(module));
    fixture.core.actions().assign("UNPACKING", set, UpdatePolicy.FORCED);
    String files = unpacking.base() + "/softwaremodules/" + module + "/artifacts/";
    assertArrayEquals(
        zip.toByteArray(), unpacking.send("GET", files + "bomb.zip", "").body(), "the zip");
    assertArrayEquals(cpio, unpacking.send("GET", files + "bomb.swu", "").body(), "the cpio");
    try (var all = Files.walk(folder)) {
      assertFalse(all.anyMatch(file -> file.endsWith("bomb") || file.endsWith("evil")));
    }
  }

  @Test
  void fiveThousandOpenConnectionsShutNobodyOut() throws IOException {
    List<SocketChannel> open = new ArrayList<>();
    try {
      for (int count = 0; count < CONNECTIONS; count++) {
        open.add(SocketChannel.open(new InetSocketAddress("127.0.0.1", fixture.port)));
      }
      assertEquals(200, device.send("GET", device.base(), "").statusCode());
    } finally {
      for (SocketChannel channel : open) {
        channel.close();
      }
    }
  }
}
