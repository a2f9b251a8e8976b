// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.dcmrig.api.BackendFaults.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the link lets through of a request, and what it adds. */
class DcmRequestTest {
  private static final String LINE = "POST /v1/vehicles/VIN/positions HTTP/1.1\r\n";

  private static DcmRequest request(String text) {
    return new DcmRequest(ReadRequest.of(text), Flow.Service.TELEMATICS);
  }

  private static String forService(String text, String fault) {
    return new String(request(text).forService("VIN1", "T", fault), StandardCharsets.ISO_8859_1);
  }

  @Test
  void whatOnlyTheLinkMaySayComesFirstAndOnce() {
    String claiming =
        LINE
            + "Host: telematics\r\nx-dcm-vin: VIN2\r\nX-EDGE-TOKEN: X\r\nConnection: close\r\n"
            + "X-Rig-Fault: STATUS_500\r\nX-Rig-Fault: NO_ANSWER\r\nContent-Length: 4\r\n\r\n"
            + "\r\n\u00e9\n";
    assertEquals(
        LINE
            + "X-Dcm-Vin: VIN1\r\nX-Edge-Token: T\r\nHost: telematics\r\nContent-Length: 4\r\n\r\n"
            + "\r\n\u00e9\n",
        forService(claiming, ""));
    assertEquals(List.of("x-dcm-vin", "x-edge-token", "x-rig-fault"), request(claiming).claims());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Idempotency-Key: k              | X-None: 1          | a POST without an Idempotency-Key",
        "Idempotency-Key: k              | Idempotency-Key:   | a POST without an Idempotency-Key",
        "application/json                | text/plain  | a body that is not called"
            + " application/json",
        "Content-Type                    | X-Type      | a body that is not called"
            + " application/json",
      })
  void oneThingWrongIsSeen(String from, String to, String what) {
    String good = LINE + "Host: h\r\nContent-Type: application/json\r\nIdempotency-Key: k\r\n\r\n";
    assertEquals(List.of(), request(good).wrongs());
    assertEquals(List.of(what), request(good.replace(from, to)).wrongs());
  }

  @Test
  void aQuestionNeedsNoKeyAndNoBodyButNoCredentialsEither() {
    String get = "GET /v1/vehicles/VIN/configuration HTTP/1.1\r\nHost: h\r\n";
    assertEquals(List.of(), request(get + "\r\n").wrongs());
    assertEquals(
        List.of("a person's credentials from a DCM"),
        request(get + "authorization: Bearer x\r\n\r\n").wrongs());
  }

  @Test
  void aFaultIsNamedToTheMappings() {
    assertEquals(
        LINE + "X-Dcm-Vin: VIN1\r\nX-Edge-Token: T\r\nX-Rig-Fault: STATUS_503\r\nHost: h\r\n\r\n",
        forService(LINE + "Host: h\r\n\r\n", "STATUS_503"));
  }

  @Test
  void theExchangeIsTheLastPartOfThePath() {
    assertEquals(Exchange.POSITION, request(LINE + "Host: h\r\n\r\n").exchange());
    assertEquals(
        Exchange.ORDER, request("GET /v1/x/tracking-order HTTP/1.1\r\nHost: h\r\n\r\n").exchange());
    assertNull(request("GET /v1/x/else HTTP/1.1\r\nHost: h\r\n\r\n").exchange());
  }
}
