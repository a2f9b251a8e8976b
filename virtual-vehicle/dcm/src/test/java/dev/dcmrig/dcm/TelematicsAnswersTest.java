// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.binding.DomainValue;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the DCM makes of answers of the telematics service, good and bad (NET-02). */
class TelematicsAnswersTest {
  private static final String DISABLED = "{\"emergencyCall\":\"disabled\",\"note\":\"Zürich\"}";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

  private static boolean isDisabled(TestDcm car) {
    return car.memory.get("telematics.disabled").isPresent();
  }

  /** A DCM whose first request for its configuration is answered like this. */
  private static TestDcm answered(boolean closes, List<String> pieces) {
    TestDcm car = new TestDcm(TestProfile.of());
    car.network.answer = pieces;
    car.network.closesAfterAnswer = closes;
    car.frames();
    car.pass(Duration.ofSeconds(40));
    return car;
  }

  static Stream<List<String>> wholeAnswers() {
    int bytes = DISABLED.length() + 1;
    String chunk = Integer.toHexString(bytes) + "\r\n" + DISABLED + "\r\n0\r\n\r\n";
    return Stream.of(
        List.of(OK + "Content-Length: " + bytes + "\r\n\r\n" + DISABLED),
        List.of(OK + "Content-Le", "ngth: " + bytes + "\r\n\r", "\n" + DISABLED),
        List.of(OK + "Content-Length: " + bytes + "\r\n\r\n" + DISABLED + "HTTP/1.1 500 More\r\n"),
        List.of(
            "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                + OK
                + "Content-Length: "
                + bytes
                + "\r\n\r\n"
                + DISABLED),
        List.of(OK + "Transfer-Encoding: chunked\r\n\r\n" + chunk),
        List.of(
            OK + "Transfer-Encoding: chunked\r\n\r\n1;a=b\r\n{\r\n",
            Integer.toHexString(bytes - 1) + "\r\n" + DISABLED.substring(1) + "\r\n0\r\n\r\n"));
  }

  @ParameterizedTest
  @MethodSource("wholeAnswers")
  void anAnswerIsReadHoweverItIsFramed(List<String> pieces) {
    try (TestDcm car = answered(false, pieces)) {
      assertTrue(isDisabled(car));
      assertEquals(1, configurationRequests(car), "one request is enough");
    }
  }

  @Test
  void anAnswerWithoutALengthEndsWithItsConnection() {
    try (TestDcm car = answered(true, List.of(OK + "\r\n", DISABLED))) {
      assertTrue(isDisabled(car));
    }
  }

  private static String json(String body) {
    return OK + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"active\":false} | 1",
        "{\"active\":true,\"order\":\"x\"} | 1",
        "{\"active\":true} | 3",
        "{\"active\":true,\"order\":7} | 3",
        "{\"active\":\"no\"} | 3",
        "{} | 3",
      })
  void anOrderIsAskedForAgainWhenTheAnswerIsOfAnotherForm(String body, int requests) {
    try (TestDcm car = new TestDcm(TestProfile.of("mqtt.answerTimeout=1h"))) {
      car.network.answer = List.of(json(body));
      car.pass(Duration.ofSeconds(20));
      assertEquals(requests, requests(car, "/tracking-order"));
    }
  }

  private static long requests(TestDcm car, String path) {
    return car.network.requests.stream().filter(line -> line.contains(path)).count();
  }

  private static long configurationRequests(TestDcm car) {
    return requests(car, "/configuration");
  }

  static Stream<List<String>> badAnswers() {
    return Stream.of(
        List.of("HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n"),
        List.of("SSH-2.0-OpenSSH\r\n\r\n"),
        List.of(OK + "Content-Length: 30\r\n\r\n{\"emergencyCall\":"),
        List.of(OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
        List.of(OK + "X: " + "x".repeat(64 * 1024)),
        List.of(json("{}")),
        List.of(json("[]")),
        List.of(json("{\"note\":\"hello\"}")),
        List.of(json("{\"emergencyCall\":\"maybe\",\"appFeatures\":\"enabled\"}")),
        List.of(json("{\"dataConnectivity\":7}")),
        List.of(json("{\"subscriptions\":{}}")),
        List.of(json("{\"subscriptions\":[{\"id\":\"svt\",\"active\":\"yes\"}]}")),
        List.of());
  }

  @ParameterizedTest
  @MethodSource("badAnswers")
  void aBadAnswerIsAskedForThreeTimesInAll(List<String> pieces) {
    try (TestDcm car = answered(false, pieces)) {
      car.pass(Duration.ofMinutes(5));
      assertEquals(3, configurationRequests(car));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "\"disabled\"",
        "null",
        "{\"emergencyCall\":7}",
        "{\"emergencyCall\""
      })
  void anAnswerThatSaysNothingChangesNothing(String body) {
    try (TestDcm car = new TestDcm(TestProfile.of())) {
      car.memory.put("telematics.disabled", "yes");
      car.memory.put("telematics.restricted", "yes");
      car.network.answer = List.of(OK + "Content-Length: " + body.length() + "\r\n\r\n" + body);
      car.frames();
      car.pass(Duration.ofSeconds(40));
      assertTrue(isDisabled(car), "a service that was disabled stays so");
      assertTrue(car.memory.get("telematics.restricted").isPresent());
      assertFalse(car.memory.get("telematics.unsubscribed").isPresent());
    }
  }

  @Test
  void whatWaitsForAnotherTryDoesNotLeaveOnceDataAreRestricted() {
    try (TestDcm car =
        new TestDcm(
            TestProfile.of(
                "telematics.firstConfiguration=12s", "telematics.telemetryInterval=10s"))) {
      car.network.answer = List.of(json("{\"dataConnectivity\":\"restricted\"}"));
      car.memory.put(
          "telematics.queue",
          """
          [{"type":"command-results","key":"k","born":0,"json":"{\\"command\\":\\"C-1\\",\\"action\\":\\"locate\\",\
          \\"result\\":\\"done\\",\\"position\\":{\\"latitude\\":1.0}}"}]\
          """);
      car.reset();
      car.frames();
      car.pass(Duration.ofSeconds(11));
      assertEquals(1, requests(car, "/telemetry"), "it was not accepted, and waits");
      car.pass(Duration.ofMinutes(5));
      assertEquals(1, requests(car, "/telemetry"));
      String waiting = car.memory.get("telematics.queue").orElseThrow();
      assertTrue(waiting.contains("data-restricted"), waiting);
      assertFalse(waiting.contains("position"), waiting);
    }
  }

  @Test
  void withTheIgnitionOffNothingIsAskedForAgain() {
    try (TestDcm car = new TestDcm(TestProfile.of("telematics.configurationInterval=60s"))) {
      car.network.answer = List.of("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
      car.frames();
      car.pass(Duration.ofSeconds(2));
      car.say(DomainValue.IGNITION, "OFF");
      car.pass(Duration.ofMinutes(10));
      assertEquals(1, configurationRequests(car));
    }
  }
}
