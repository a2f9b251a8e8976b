// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BackendFaults.Exchange;
import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.api.RadioLink.Coverage;
import dev.dcmrig.bench.driver.Environment;
import dev.dcmrig.network.link.Link;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The radio link as a modem meets it: plain sockets and RFC 1928, in real time. */
class EnvironmentsTest extends EnvironmentFixture {
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

  /** A modem on the bench's thread learns what the proxy tells others, and it is noted alike. */
  @Test
  void aModemThatKnowsItsCellIsToldWhatTheProxySays() throws IOException {
    Environment environment = open();
    assertTrue(reaches(environment, IMSI, "telematics.dcmrig.example"));
    cover(environment, Coverage.NONE);
    connect(environment, "telematics.dcmrig.example", 443).close();
    assertFalse(reaches(environment, IMSI, "telematics.dcmrig.example"));
    // The proxy says the rest: names that there are not, and SIMs that it does not know.
    assertTrue(reaches(environment, IMSI, "nowhere.dcmrig.example"));
    assertTrue(reaches(environment, "001010000000009", "telematics.dcmrig.example"));
    cover(environment, Coverage.WEAK);
    assertTrue(reaches(environment, IMSI, "telematics.dcmrig.example"));
    assertEquals(
        List.of("telematics.dcmrig.example false", "telematics.dcmrig.example false"),
        on(
            () ->
                environment.radioLink().connections(VIN).stream()
                    .map(tried -> tried.host() + " " + tried.granted())
                    .toList()));
    close(environment);
  }

  private boolean reaches(Environment environment, String imsi, String host) {
    return on(() -> environment.reaches(imsi, host, 443));
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

  private void cover(Environment environment, Coverage coverage) {
    on(
        () -> {
          environment.radioLink().coverage(coverage);
          return true;
        });
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
}
