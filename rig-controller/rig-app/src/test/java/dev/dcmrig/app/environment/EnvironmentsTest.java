// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.api.Observations;
import dev.dcmrig.api.RadioLink.Coverage;
import dev.dcmrig.bench.driver.Environment;
import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.network.broker.EmbeddedBroker;
import dev.dcmrig.network.link.Link;
import dev.dcmrig.network.wire.RigVertx;
import dev.dcmrig.sim.Patience;
import dev.dcmrig.sim.RealTimeline;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.telematics.TelematicsRules;
import io.vertx.core.Vertx;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The radio link as a modem meets it: plain sockets and RFC 1928, in real time. */
class EnvironmentsTest {
  private static final int BOUND_MILLIS = 20_000;
  private static final String VIN = "JTDRIG00000000001";

  private static final byte[] OPTIONS =
      String.join(
              "\r\n",
              "OPTIONS sip:assist.dcmrig.example SIP/2.0",
              "Via: SIP/2.0/TCP 10.64.0.2:5060;branch=z9hG4bKtest",
              "Max-Forwards: 70",
              "From: <sip:test@dcmrig.example>;tag=1",
              "To: <sip:assist.dcmrig.example>",
              "Call-ID: test",
              "CSeq: 1 OPTIONS",
              "Content-Length: 0",
              "",
              "")
          .getBytes(StandardCharsets.US_ASCII);

  private final List<String> noted = new CopyOnWriteArrayList<>();
  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final RealTimeline timeline = new RealTimeline("worlds", errors::add);
  private final Vertx vertx = RigVertx.create();
  private final Environments services =
      new Environments(
          vertx,
          Path.of(System.getProperty("rig.root"), "hil-configs/wiremock"),
          Path.of(System.getProperty("rig.root"), "hil-configs/subscriptions/packages.yaml"),
          1,
          TelematicsRules.REQUIRED);

  @AfterEach
  void close() throws Exception {
    services.close();
    timeline.close();
    vertx.close().await(BOUND_MILLIS, TimeUnit.MILLISECONDS);
    assertEquals(List.of(), errors);
  }

  private <T> T on(Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    timeline.post(
        "test",
        () -> {
          try {
            done.complete(work.get());
          } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
          }
        });
    return done.orTimeout(BOUND_MILLIS, TimeUnit.MILLISECONDS).join();
  }

  private Path certificates = Path.of("");

  private Environment open() {
    return on(
        () -> {
          Environment environment =
              services.open(
                  timeline,
                  NoRecorder.INSTANCE,
                  new Notes(),
                  Seed.of(7),
                  new EmbeddedBroker(timeline));
          certificates = environment.provision(VIN, "001010000000001", "10.64.0.2");
          return environment;
        });
  }

  private void close(Environment environment) {
    on(
        () -> {
          environment.close();
          return true;
        });
  }

  /** What a SOCKS5 client gets: the socket, and the reply code and port of RFC 1928, 6. */
  private record Reply(Socket socket, int code, int port) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static Reply connect(Environment environment, String host, int port) throws IOException {
    return ask(environment, 1, host, port);
  }

  private static Reply ask(Environment environment, int command, String host, int port)
      throws IOException {
    Socket socket = new Socket(environment.proxyHost(), environment.proxyPort());
    socket.setSoTimeout(BOUND_MILLIS);
    OutputStream out = socket.getOutputStream();
    DataInputStream in = new DataInputStream(socket.getInputStream());
    out.write(new byte[] {5, 1, 2});
    in.readNBytes(2);
    out.write(("\u0001\u000f001010000000001\u0003sim").getBytes(StandardCharsets.ISO_8859_1));
    in.readNBytes(2);
    byte[] name = host.getBytes(StandardCharsets.US_ASCII);
    out.write(new byte[] {5, (byte) command, 0, 3, (byte) name.length});
    out.write(name);
    out.write(new byte[] {(byte) (port >> 8), (byte) port});
    byte[] reply = in.readNBytes(10);
    return new Reply(
        socket,
        reply.length < 2 ? -1 : reply[1],
        reply.length < 10 ? -1 : (reply[8] & 0xFF) << 8 | (reply[9] & 0xFF));
  }

  private String get(Reply reply) throws IOException {
    try {
      SSLSocket socket = DcmSocket.over(reply.socket(), certificates, "telematics.dcmrig.example");
      socket
          .getOutputStream()
          .write(
              ("GET /v1/vehicles/"
                      + VIN
                      + "/configuration HTTP/1.1\r\nHost: telematics.dcmrig.example\r\n"
                      + "Connection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  @Test
  void aResetInsteadOfAnAnswerIsSeenAsAReset() throws IOException {
    Environment environment = open();
    on(
        () -> {
          ((Link) environment.radioLink())
              .backendFaults()
              .inject(Fault.RESET_BEFORE_ANSWER, Exchange.APP_RESTRICTION, 1);
          return true;
        });
    try (Reply reply = connect(environment, "telematics.dcmrig.example", 443)) {
      IOException broken = assertThrows(IOException.class, () -> get(reply));
      assertTrue(String.valueOf(broken.getMessage()).contains("reset"), broken::toString);
    }
    assertEquals(0, on(() -> environment.radioLink().http().get(0).status()));
    close(environment);
  }

  @Test
  void aServerOfAnotherNameFailsAtTheTlsHandshakeOnce() throws IOException {
    Environment environment = open();
    on(
        () -> {
          ((Link) environment.radioLink())
              .backendFaults()
              .inject(Fault.CERTIFICATE_OF_ANOTHER_NAME, Exchange.TELEMETRY, 1);
          return true;
        });
    try (Reply reply = connect(environment, "telematics.dcmrig.example", 443)) {
      assertThrows(SSLException.class, () -> get(reply));
    }
    try (Reply reply = connect(environment, "telematics.dcmrig.example", 443)) {
      assertTrue(get(reply).startsWith("HTTP/1.1 200"), "well again");
    }
    close(environment);
  }

  @Test
  void aClientNeedNotWaitBetweenGreetingLoginAndRequest() throws IOException {
    Environment environment = open();
    String name = "telematics.dcmrig.example";
    try (Socket socket = new Socket(environment.proxyHost(), environment.proxyPort())) {
      socket.setSoTimeout(BOUND_MILLIS);
      String all =
          "\u0005\u0001\u0002"
              + "\u0001\u000f001010000000001\u0003sim"
              + "\u0005\u0001\u0000\u0003"
              + (char) name.length()
              + name
              + "\u0001\u00bb";
      socket.getOutputStream().write(all.getBytes(StandardCharsets.ISO_8859_1));
      assertEquals(
          "05020100" + "05000001", HexFormat.of().formatHex(socket.getInputStream().readNBytes(8)));
    }
    close(environment);
  }

  @Test
  void aKnownNameIsConnectedAndAnswers() throws IOException {
    Environment environment = open();
    try (Reply reply = connect(environment, "telematics.dcmrig.example", 443)) {
      assertEquals(0, reply.code());
      assertTrue(get(reply).startsWith("HTTP/1.1 200"));
    }
    close(environment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Assist.DCMRIG.Example", "assist.dcmrig.example.", "ASSIST.DCMRIG.EXAMPLE."})
  void aNameIsReadAsDnsReadsIt(String name) throws IOException {
    Environment environment = open();
    try (Reply reply = connect(environment, name, 5060)) {
      assertEquals(0, reply.code());
    }
    close(environment);
  }

  private String say(Environment environment, String requests) throws IOException {
    try (Reply reply = connect(environment, "telematics.dcmrig.example", 443)) {
      SSLSocket socket = DcmSocket.over(reply.socket(), certificates, "telematics.dcmrig.example");
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static String telemetry(String fields, String content) {
    return "POST /v1/vehicles/"
        + VIN
        + "/telemetry HTTP/1.1\r\nHost: h\r\n"
        + "Content-Type: application/json\r\nIdempotency-Key: k\r\n"
        + fields
        + "\r\n\r\n"
        + content;
  }

  @Test
  void theRecordedBodyIsWhatTheChunksHold() throws IOException {
    String json =
        "{\"sequence\":1,\"timestamp\":\"2026-06-01T08:00:00Z\",\"speedKmh\":0.0,"
            + "\"batteryVolts\":12.60}";
    Environment environment = open();
    String answer =
        say(
            environment,
            telemetry(
                "Transfer-Encoding: chunked\r\nConnection: TE, close",
                Integer.toHexString(json.length()) + "\r\n" + json + "\r\n0\r\nX-Sum: 1\r\n\r\n"));
    assertTrue(answer.startsWith("HTTP/1.1 204"), answer);
    assertEquals(json, on(() -> environment.radioLink().http().get(0).requestBody()));
    close(environment);
    assertEquals(List.of(), noted);
  }

  @Test
  void aRequestOfTwoLengthsIsRefusedNotedAndSeenByNobody() throws IOException {
    Environment environment = open();
    String hidden = "GET /v1/vehicles/" + VIN + "/configuration HTTP/1.1\r\nHost: h\r\n\r\n";
    String answer =
        say(
            environment,
            telemetry("Content-Length: 0\r\nContent-Length: " + hidden.length(), hidden));
    assertEquals("HTTP/1.1 400 Bad Request", answer.lines().findFirst().orElse(""));
    assertEquals(1, on(() -> environment.radioLink().http().size()));
    assertEquals(400, on(() -> environment.radioLink().http().get(0).status()));
    close(environment);
    assertEquals(1, noted.size());
    assertTrue(noted.get(0).startsWith("DCM http.malformed"), noted::toString);
    assertTrue(noted.get(0).contains("Content-Length"), noted::toString);
  }

  private void awaitNotes(int count) throws InterruptedException {
    assertTrue(
        Patience.await(
            millis -> {
              TimeUnit.MILLISECONDS.sleep(millis);
              return noted.size() >= count;
            }));
  }

  @Test
  void aSipMessageThatTheDcmLeavesUnfinishedIsNoted() throws Exception {
    Environment environment = open();
    try (Reply reply = connect(environment, "assist.dcmrig.example", 5060)) {
      reply.socket().getOutputStream().write(OPTIONS, 0, 100);
    }
    awaitNotes(1);
    close(environment);
    assertEquals(List.of("DCM sip.malformed closed in mid-message, 100 bytes into it"), noted);
  }

  @Test
  void aRequestThatTheDcmLeavesUnfinishedIsNoted() throws Exception {
    Environment environment = open();
    try (Reply reply = connect(environment, "telematics.dcmrig.example", 443)) {
      SSLSocket socket = DcmSocket.over(reply.socket(), certificates, "telematics.dcmrig.example");
      String request = telemetry("Content-Length: 100", "{");
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.close();
      awaitNotes(1);
      close(environment);
      assertEquals(
          List.of(
              "DCM http.malformed closed in mid-message, " + request.length() + " bytes into it"),
          noted);
    }
  }

  @Test
  void aStrangerDoesNotTakeTheAssociationOfADcmThatNamesItsPort() throws Exception {
    Environment environment = open();
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (DatagramSocket stranger = new DatagramSocket(0, loopback);
        DatagramSocket own = new DatagramSocket(0, loopback);
        Reply reply = ask(environment, 3, "0.0.0.0", own.getLocalPort())) {
      byte[] good = new byte[20];
      good[3] = 1;
      byte[] fragment = good.clone();
      fragment[2] = 1;
      stranger.send(new DatagramPacket(good, good.length, loopback, reply.port()));
      stranger.send(new DatagramPacket(fragment, fragment.length, loopback, reply.port()));
      own.send(new DatagramPacket(fragment, fragment.length, loopback, reply.port()));
      awaitNotes(1);
    }
    close(environment);
    assertEquals(List.of("DCM socks.malformed a fragment, FRAG 1 (RFC 1928 7)"), noted);
  }

  @Test
  void aDcmCannotSpeakForTheLink() throws IOException {
    Environment environment = open();
    String answer =
        say(
            environment,
            "GET /v1/vehicles/"
                + VIN
                + "/configuration HTTP/1.1\r\nHost: h\r\n"
                + "X-Dcm-Vin: V9\r\nx-rig-fault: STATUS_500\r\nConnection: close\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    close(environment);
    assertEquals(List.of("DCM http.claimed x-dcm-vin", "DCM http.claimed x-rig-fault"), noted);
  }

  @Test
  void anUnknownNameIsUnreachable() throws IOException {
    Environment environment = open();
    try (Reply reply = connect(environment, "nowhere.dcmrig.example", 80)) {
      assertEquals(4, reply.code());
    }
    close(environment);
  }

  @Test
  void withoutCoverageThereIsNoNetwork() throws IOException {
    Environment environment = open();
    cover(environment, Coverage.NONE);
    try (Reply reply = connect(environment, "telematics.dcmrig.example", 443)) {
      assertEquals(3, reply.code());
    }
    cover(environment, Coverage.GOOD);
    try (Reply reply = connect(environment, "telematics.dcmrig.example", 443)) {
      assertEquals(0, reply.code());
    }
    close(environment);
  }

  private void cover(Environment environment, Coverage coverage) {
    on(
        () -> {
          environment.radioLink().coverage(coverage);
          return true;
        });
  }

  @Test
  void lostCoverageEndsWhatIsOpen() throws IOException {
    Environment environment = open();
    try (Reply reply = connect(environment, "assist.dcmrig.example", 5060)) {
      assertEquals(0, reply.code());
      cover(environment, Coverage.NONE);
      assertEquals(-1, reply.socket().getInputStream().read());
    }
    close(environment);
  }

  @Test
  void latencyIsPaidInBothDirections() throws IOException {
    Environment environment = open();
    on(
        () -> {
          environment.radioLink().latency(Duration.ofMillis(150));
          return true;
        });
    try (Reply reply = connect(environment, "telematics.dcmrig.example", 443)) {
      long began = timeline.nowNanos();
      assertTrue(get(reply).startsWith("HTTP/1.1 200"));
      // Only the lower bound: a busy machine may be slower, never faster.
      assertTrue(timeline.nowNanos() - began >= 300_000_000L);
    }
    close(environment);
  }

  @Test
  void aCutInMidMessageEndsTheConnection() throws IOException {
    Environment environment = open();
    try (Reply reply = connect(environment, "assist.dcmrig.example", 5060)) {
      reply.socket().getOutputStream().write(OPTIONS);
      byte[] answer = reply.socket().getInputStream().readNBytes(8);
      assertEquals("SIP/2.0 ", new String(answer, StandardCharsets.US_ASCII), "uncut");
    }
    try (Reply reply = connect(environment, "assist.dcmrig.example", 5060)) {
      on(
          () -> {
            environment.radioLink().cutAfter(20);
            return true;
          });
      reply.socket().getOutputStream().write(OPTIONS);
      assertEquals(-1, reply.socket().getInputStream().read(), "cut: nobody could answer it");
    }
    close(environment);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aHundredWorldsLeaveNoThreadAndNoDescriptor() throws IOException {
    for (int n = 0; n < 10; n++) {
      use();
    }
    int threads = Thread.activeCount();
    long descriptors = descriptors();
    for (int n = 0; n < 100; n++) {
      use();
    }
    // Pools may still grow by what they may hold; a leak would show a hundred.
    assertTrue(Thread.activeCount() <= threads + 8, () -> threads + " then " + names());
    long now = descriptors();
    assertTrue(now <= descriptors + 20, () -> descriptors + " descriptors, then " + now);
  }

  private void use() throws IOException {
    Environment environment = open();
    try (Reply http = connect(environment, "telematics.dcmrig.example", 443);
        Reply call = connect(environment, "assist.dcmrig.example", 5060)) {
      assertTrue(get(http).startsWith("HTTP/1.1 200"));
      assertEquals(0, call.code());
      // The environment goes while a connection is open.
      close(environment);
    }
  }

  private static List<String> names() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).sorted().toList();
  }

  private static long descriptors() throws IOException {
    try (var list = Files.list(Path.of("/proc/self/fd"))) {
      return list.count();
    }
  }

  private final class Notes implements Observations {
    @Override
    public void note(Subject source, String kind, Map<String, String> details) {
      noted.add(source + " " + kind + " " + details.get("why"));
    }

    @Override
    public List<Observation> all() {
      return List.of();
    }
  }
}
