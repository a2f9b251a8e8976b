// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a connection, and of the requests on it, when it ends or is slow. */
class HttpConnectionTest extends AgainstAService {
  @BeforeEach
  void on() {
    profile();
  }

  @Test
  void anAnswerThatEndsWithItsConnectionDoesNotTakeTheNextRequestWithIt() {
    answers("");
    exchanges.post(Kind.SECURITY_EVENT, "{}");
    exchanges.post(Kind.TELEMETRY, "{}");
    pass(1);
    service.last().says("HTTP/1.1 500 X\r\n\r\nbroken");
    pass(1);
    answers(FakeService.ACCEPTED);
    service.connections.get(0).ends(true);
    pass(1);
    assertEquals(List.of(2.0), seconds(Kind.TELEMETRY));
    pass(60);
    assertEquals(1, service.to(Kind.TELEMETRY).size(), "it was accepted: no other try");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAnswerThatMayBeCutOffIsNone(boolean clean) {
    answers("");
    ask(Kind.TRACKING_ORDER);
    pass(1);
    service
        .last()
        .says("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"active\":false}");
    service.last().ends(clean);
    pass(1);
    assertEquals(clean ? 1 : 0, told.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Connection: close", "Connection: keep-alive, Close"})
  void aConnectionThatTheServerWillCloseIsNotUsedAgain(String header) {
    answers("HTTP/1.1 204 No Content\r\n" + header + "\r\n\r\n");
    exchanges.post(Kind.TELEMETRY, "{}");
    pass(1);
    exchanges.post(Kind.TELEMETRY, "{}");
    pass(1);
    assertEquals(2, service.connections.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\r\n", FakeService.ACCEPTED, "HTTP/1.1 500 Odd\r\n\r\n"})
  void bytesBesideAnAnswerEndItsConnectionAndAreNobodysAnswer(String beside) {
    answers(FakeService.ACCEPTED + beside);
    exchanges.post(Kind.TELEMETRY, "{}");
    pass(1);
    answers(FakeService.ACCEPTED);
    exchanges.post(Kind.TELEMETRY, "{}");
    pass(1);
    assertEquals(2, service.connections.size());
    pass(60);
    assertEquals(List.of(0.0, 1.0), seconds(Kind.TELEMETRY), "each was accepted at once");
  }

  @Test
  void bytesThatComeAfterAnAnswerEndItsConnection() {
    answers(FakeService.ACCEPTED);
    exchanges.post(Kind.TELEMETRY, "{}");
    pass(1);
    service.last().says("HTTP/1.1 500 Odd\r\n\r\n");
    pass(1);
    exchanges.post(Kind.TELEMETRY, "{}");
    pass(60);
    assertEquals(2, service.connections.size());
    assertEquals(List.of(0.0, 2.0), seconds(Kind.TELEMETRY), "nobody took it for an answer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Connection: keep-alive\r\n"})
  void oldHttpKeepsAConnectionOnlyWhenItSaysSo(String header) {
    answers("HTTP/1.0 204 No Content\r\n" + header + "\r\n");
    exchanges.post(Kind.TELEMETRY, "{}");
    pass(1);
    exchanges.post(Kind.TELEMETRY, "{}");
    pass(1);
    assertEquals(header.isEmpty() ? 2 : 1, service.connections.size());
  }

  @Test
  void theTimeForAnAnswerBeginsWhenTheRequestIsOut() {
    service.handshake = Duration.ofSeconds(8);
    answers("");
    exchanges.post(Kind.TELEMETRY, "{}");
    pass(17.9);
    service.last().says(FakeService.ACCEPTED);
    pass(60);
    assertEquals(List.of(8.0), seconds(Kind.TELEMETRY), "9.9 s after the request is in time");
  }

  @Test
  void aHandshakeThatNeverEndsIsAFailedTry() {
    service.handshake = null;
    exchanges.post(Kind.TELEMETRY, "{}");
    pass(9.9);
    service.handshake = Duration.ZERO;
    pass(5.2);
    assertEquals(List.of(15.0), seconds(Kind.TELEMETRY));
  }
}
