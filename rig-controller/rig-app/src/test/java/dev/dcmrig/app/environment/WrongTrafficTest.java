// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.bench.driver.Environment;
import dev.dcmrig.sim.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a DCM sends wrong, and what strangers send to it: refused, noted, and no more. */
class WrongTrafficTest extends EnvironmentFixture {
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

  private void awaitNotes(int count) throws InterruptedException {
    assertTrue(
        Patience.await(
            millis -> {
              TimeUnit.MILLISECONDS.sleep(millis);
              return noted.size() >= count;
            }));
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
  void aMessageWithoutAKeyIsNotedAndRefused() throws IOException {
    Environment environment = open();
    String wrong =
        telemetry("Connection: close\r\nContent-Length: 2", "{}")
            .replace("Idempotency-Key: k\r\n", "");
    String answer = say(environment, wrong);
    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
    close(environment);
    assertEquals(List.of("DCM http.wrong a POST without an Idempotency-Key"), noted);
  }

  @Test
  void whatTheServiceRefusesForItsFormIsNoted() throws IOException {
    Environment environment = open();
    String answer =
        say(environment, telemetry("Connection: close\r\nContent-Length: 11", "{\"speed\":1}"));
    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
    close(environment);
    assertEquals(1, noted.size(), noted::toString);
    assertTrue(noted.get(0).startsWith("DCM http.refused 400"), noted::toString);
  }

  @Test
  void answersToShortMessagesAreWatched() throws Exception {
    Environment environment = open();
    try (Reply reply = connect(environment, "sms.dcmrig.example", 2775)) {
      reply.socket().getOutputStream().write("OK\nok\n".getBytes(StandardCharsets.US_ASCII));
      awaitNotes(2);
    }
    close(environment);
    assertEquals(
        List.of(
            "DCM sms.malformed a line that is not 'ok'", "DCM sms.malformed an 'ok' to no message"),
        noted);
  }

  /** Only its own program's datagrams take the association of a DCM that names no port. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aStrangerDoesNotTakeTheAssociationOfADcmThatNamesNoPort() throws Exception {
    Environment environment = open();
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (DatagramSocket own = new DatagramSocket(0, loopback);
        Reply reply = ask(environment, 3, "0.0.0.0", 0)) {
      Process stranger =
          new ProcessBuilder(
                  "python3",
                  "-c",
                  "import socket,sys; s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM);"
                      + " s.sendto(bytes([0,0,0,1])+bytes(16),('127.0.0.1',int(sys.argv[1])));"
                      + " print('sent',flush=True); sys.stdin.read()",
                  Integer.toString(reply.port()))
              .start();
      try {
        assertEquals(
            "sent",
            new BufferedReader(
                    new InputStreamReader(stranger.getInputStream(), StandardCharsets.US_ASCII))
                .readLine());
        byte[] good = new byte[20];
        good[3] = 1;
        byte[] fragment = good.clone();
        fragment[2] = 1;
        own.send(new DatagramPacket(good, good.length, loopback, reply.port()));
        own.send(new DatagramPacket(fragment, fragment.length, loopback, reply.port()));
        awaitNotes(1);
      } finally {
        stranger.destroyForcibly();
      }
    }
    close(environment);
    assertEquals(List.of("DCM socks.malformed a fragment, FRAG 1 (RFC 1928 7)"), noted);
  }
}
