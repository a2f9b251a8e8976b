// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.edge.EdgeHeaders;
import dev.dcmrig.telematics.http.ServiceUnderTest.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service's HTTP edge against clients that mean it harm, over real sockets. */
class EdgeTest {
  private static final int BOUND_MILLIS = 30_000;

  /** So many chunks of 4 KiB no server needs to see that a body is too long: 400 MB. */
  private static final int ENDLESS = 100_000;

  private static final String PATH = "/v1/tracking-requests";
  private static final String STATUS = "/v1/vehicles/" + ServiceUnderTest.VIN + "/tracking-status";

  private final ServiceUnderTest service = new ServiceUnderTest();

  @AfterEach
  void close() {
    service.close();
  }

  private Reply post(BodyPublisher body) throws Exception {
    return service.send(service.request(Role.STOLEN_VEHICLE_CENTRE, PATH).POST(body));
  }

  private static byte[] padded(int bytes) {
    return ("{\"vin\":\"1\"" + " ".repeat(bytes - 11) + "}").getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aBodyOf64KibibytesIsReadAndOneByteMoreIsNot() throws Exception {
    assertEquals(422, post(BodyPublishers.ofByteArray(padded(Router.MAX_BODY_BYTES))).status());
    Reply over = post(BodyPublishers.ofByteArray(padded(Router.MAX_BODY_BYTES + 1)));
    assertEquals("413 body-too-long", over.status() + " " + over.reason());
  }

  @Test
  void aBodyOfUnknownLengthIsRefusedToo() throws Exception {
    byte[] body = padded(Router.MAX_BODY_BYTES + 1);
    Reply over = post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    assertEquals(413, over.status());
    byte[] fits = padded(Router.MAX_BODY_BYTES);
    assertEquals(
        422, post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(fits))).status());
  }

  private String postHead() {
    return "POST "
        + PATH
        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
        + service.server.tokens().bearer(Role.STOLEN_VEHICLE_CENTRE)
        + "\r\n"
        + clientToken();
  }

  private String clientToken() {
    return EdgeHeaders.CLIENT_TOKEN + ": " + service.server.tokens().client() + "\r\n";
  }

  @Test
  void aBodyIsRefusedBeforeItIsHeldInMemory() throws Exception {
    assertTrue(
        exchange(postHead() + "Content-Length: 1000000000\r\n\r\n{").startsWith("HTTP/1.1 413 "),
        "when its first byte is there");
    String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(
              (postHead() + "Transfer-Encoding: chunked\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      int chunks = 0;
      try {
        while (chunks < ENDLESS && socket.getInputStream().available() == 0) {
          socket.getOutputStream().write(chunk.getBytes(StandardCharsets.US_ASCII));
          chunks++;
        }
      } catch (IOException e) {
        // The server has closed, which is as good.
      }
      assertTrue(chunks < ENDLESS, "the server reads without end");
    }
  }

  @Test
  void aCompressedBodyIsRefused() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
      zipped.write(padded(Router.MAX_BODY_BYTES * 100));
    }
    assertTrue(bytes.size() < Router.MAX_BODY_BYTES);
    Reply reply =
        service.send(
            service
                .request(Role.STOLEN_VEHICLE_CENTRE, PATH)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bytes.toByteArray())));
    assertEquals("415 content-encoding-unknown", reply.status() + " " + reply.reason());
  }

  @Test
  void aFloodOfHeadersIsRefused() throws Exception {
    StringBuilder request = new StringBuilder("GET " + STATUS + " HTTP/1.1\r\nHost: x\r\n");
    for (int line = 0; line < 10_000; line++) {
      request.append("X-").append(line).append(": y\r\n");
    }
    assertTrue(exchange(request + "\r\n").startsWith("HTTP/1.1 431 "));
    assertTrue(
        exchange("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")
            .startsWith("HTTP/1.1 414 "));
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", service.server.port());
    socket.setSoTimeout(BOUND_MILLIS);
    return socket;
  }

  private String exchange(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      byte[] start = in.readNBytes(64);
      return new String(start, StandardCharsets.US_ASCII);
    }
  }

  @Test
  @Tag("slow")
  void tenThousandRequestsInOneSecondAreCutToTheBound() throws Exception {
    int good = 0;
    int tooMany = 0;
    Reply last = null;
    for (int request = 0; request < 10_000; request++) {
      last = service.ask(Role.OWNER_APP, "GET", STATUS, "");
      good += last.status() == 200 ? 1 : 0;
      tooMany += last.status() == 429 ? 1 : 0;
    }
    assertEquals(RequestLimit.PER_SECOND, good);
    assertEquals(10_000 - RequestLimit.PER_SECOND, tooMany);
    assertEquals("1", last.response().headers().firstValue("Retry-After").orElse(""));
    assertEquals("too-many-requests", last.reason());
    assertEquals(
        404, service.ask(Role.POLICE, "GET", PATH + "/TR-1", "").status(), "others are served");
    String configuration = "/v1/vehicles/" + ServiceUnderTest.VIN + "/configuration";
    assertEquals(200, service.ask(Role.DCM, "GET", configuration, "").status());
    service.pass(Duration.ofSeconds(1));
    assertEquals(200, service.ask(Role.OWNER_APP, "GET", STATUS, "").status(), "a second later");
  }

  @Test
  @Tag("slow")
  void slowClientsAreCutOffWhileOthersAreServed() throws Exception {
    List<Socket> slow = new ArrayList<>();
    Socket own = connect();
    String body = "{}" + " ".repeat(98);
    own.getOutputStream()
        .write((postHead() + "Content-Length: 100\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));
    for (int client = 0; client < 20; client++) {
      Socket headers = connect();
      headers
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nX-A: ".getBytes(StandardCharsets.US_ASCII));
      slow.add(headers);
    }
    CompletableFuture<Integer> cut = CompletableFuture.supplyAsync(() -> dripUntilClosed(slow));
    int served = 0;
    while (!cut.isDone()) {
      if (served < RequestLimit.PER_SECOND) {
        assertEquals(200, service.ask(Role.OWNER_APP, "GET", STATUS, "").status());
        served++;
      } else {
        service.pass(Duration.ofSeconds(1));
        served = 0;
      }
    }
    assertEquals(slow.size(), cut.get(BOUND_MILLIS, TimeUnit.MILLISECONDS));
    own.getOutputStream().write(body.substring(1).getBytes(StandardCharsets.US_ASCII));
    byte[] answer = own.getInputStream().readNBytes("HTTP/1.1 ".length());
    assertEquals("HTTP/1.1 ", new String(answer, StandardCharsets.US_ASCII), "our own is slow");
    own.close();
  }

  /** A byte of each client, each 200 ms, until the server has closed all, or 20 s are over. */
  private static int dripUntilClosed(List<Socket> slow) {
    int closed = 0;
    try (Socket pacer = new Socket()) {
      List<Socket> open = new ArrayList<>(slow);
      for (int round = 0; round < 100 && !open.isEmpty(); round++) {
        for (Socket socket : List.copyOf(open)) {
          if (isClosed(socket)) {
            open.remove(socket);
            socket.close();
            closed++;
          }
        }
        LockSupport.parkNanos(pacer, TimeUnit.MILLISECONDS.toNanos(200));
      }
      for (Socket socket : open) {
        socket.close();
      }
      return closed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isClosed(Socket socket) {
    try {
      socket.getOutputStream().write('a');
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void nobodyReachesTheServersOwnAdministration() throws Exception {
    for (String page :
        List.of(
            "/__admin",
            "/__admin/",
            "/__admin/mappings",
            "/__admin/docs",
            "/__admin/swagger-ui/",
            "/__admin/recorder",
            "//__admin/mappings",
            "/%5f_admin/mappings",
            "/v1/../__admin/mappings")) {
      for (Role role : new Role[] {null, Role.DCM, Role.OWNER_APP}) {
        int status = service.ask(role, "GET", page, "").status();
        assertTrue(status == 404 || status == 400, page + " answers " + status + " to " + role);
      }
    }
    assertEquals(404, service.ask(null, "POST", "/__admin/shutdown", "").status());
    assertEquals(200, service.ask(Role.OWNER_APP, "GET", STATUS, "").status());
  }

  @Test
  void aRequestWithoutATokenOfTheRunIsRefusedAndCounted() throws Exception {
    String get = "GET " + STATUS + " HTTP/1.1\r\nHost: x\r\n";
    assertTrue(exchange("GET / HTTP/1.0\r\n\r\n").startsWith("HTTP/1.1 403 "));
    assertTrue(exchange(get + "\r\n").startsWith("HTTP/1.1 403 "));
    assertTrue(
        exchange(get + EdgeHeaders.CLIENT_TOKEN + ": guessed\r\n\r\n").startsWith("HTTP/1.1 403 "));
    assertEquals(3, service.server.strangers());
    assertEquals(200, service.ask(Role.OWNER_APP, "GET", STATUS, "").status());
    assertEquals(3, service.server.strangers());
    service.begin();
    assertEquals(0, service.server.strangers(), "of the next scenario");
  }

  @Test
  void whatOnlyTheLinkMaySayIsRefusedFromAnybodyElse() throws Exception {
    for (String name : List.of(EdgeHeaders.FAULT, EdgeHeaders.DCM_VIN)) {
      Reply reply =
          service.send(service.request(Role.OWNER_APP, STATUS).header(name, "STATUS_503"));
      assertEquals("403 header-of-the-link", reply.status() + " " + reply.reason());
    }
    Reply twice =
        service.send(
            service
                .request(Role.DCM, STATUS)
                .header(EdgeHeaders.DCM_VIN, ServiceUnderTest.OTHER_VIN));
    assertEquals("403 header-twice", twice.status() + " " + twice.reason());
  }

  @Test
  void http2IsNotSpoken() throws Exception {
    String answer =
        exchange(
            "GET "
                + STATUS
                + " HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n"
                + clientToken()
                + "\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
    String preface = exchange("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    assertTrue(preface.startsWith("HTTP/1.1 4") || preface.startsWith("HTTP/1.1 5"), preface);
  }

  @Test
  @Tag("slow")
  void twoThousandIdleConnectionsShutNobodyOut() throws Exception {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < EdgeServer.MAX_CONNECTIONS; i++) {
        idle.add(connect());
      }
      for (int i = 0; i < 10; i++) {
        assertTrue(
            exchange("GET " + STATUS + " HTTP/1.1\r\nHost: x\r\n" + clientToken() + "\r\n")
                .startsWith("HTTP/1.1 401 "));
      }
      assertEquals(200, service.ask(Role.OWNER_APP, "GET", STATUS, "").status());
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }
}
