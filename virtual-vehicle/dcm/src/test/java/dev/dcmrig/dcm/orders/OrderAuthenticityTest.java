// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.orders;

import static dev.dcmrig.dcm.orders.SignedOrders.HEADER;
import static dev.dcmrig.dcm.orders.SignedOrders.claims;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.dcm.DcmParts;
import dev.dcmrig.dcm.DcmRules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of docs/DCM-INTERFACE.md, 2.6, and their order. */
class OrderAuthenticityTest {
  private static final List<String> ACTIONS = List.of("start", "end");
  private static final String TOMORROW = "2026-06-02T08:00:00Z";

  private final DcmParts parts = new DcmParts();
  private final SignedOrders orders = new SignedOrders();
  private OrderVerifier verifier =
      new OrderVerifier(parts.context, DcmRules.REQUIRED, orders.key());

  private OrderVerdict verdict(byte[] payload) {
    return verifier.verify(payload, ACTIONS).verdict();
  }

  private OrderVerdict verdict(String claims) {
    return verdict(orders.sign(HEADER, claims));
  }

  @Test
  void anAuthenticOrderSaysWhatIsToBeDone() {
    Order order = verifier.verify(orders.order("TR-1", 7, "start"), ACTIONS).order();
    assertEquals("7 TR-1", order == null ? "" : order.name());
    assertEquals("start", order == null ? "" : order.action());
  }

  @Property(seed = "8037", tries = 2_000)
  void anySingleBitThatChangesMakesAnOrderForged(@ForAll @IntRange(min = 0) int position) {
    byte[] payload = orders.order("TR-1", 1, "start");
    int bit = position % (payload.length * 8);
    payload[bit / 8] ^= (byte) (1 << (bit % 8));
    assertEquals(OrderVerdict.FORGED, verdict(payload));
    payload[bit / 8] ^= (byte) (1 << (bit % 8));
    assertTrue(
        List.of(OrderVerdict.AUTHENTIC, OrderVerdict.DUPLICATE).contains(verdict(payload)),
        "without the change it is authentic");
  }

  @Property(seed = "8037", tries = 50)
  void everyBitOfTheSignatureCounts(@ForAll @IntRange(min = 1, max = 512) int bitFromTheEnd) {
    byte[] payload = orders.order("TR-1", 1, "start");
    int at = payload.length * 8 - bitFromTheEnd;
    payload[at / 8] ^= (byte) (1 << (at % 8));
    assertEquals(OrderVerdict.FORGED, verdict(payload));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"EdDSA\"}",
        "{\"alg\":\"none\",\"typ\":\"dcmrig+jws\"}",
        "{\"alg\":\"HS256\",\"typ\":\"dcmrig+jws\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"dcmrig+jws\",\"crit\":[\"b64\"]}",
        "{\"alg\":\"EdDSA\",\"alg\":\"EdDSA\",\"typ\":\"dcmrig+jws\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"dcmrig+jws\"} {}",
        "[\"EdDSA\",\"dcmrig+jws\"]",
        ""
      })
  void anotherHeaderIsForgedHoweverWellItIsSigned(String header) {
    assertEquals(OrderVerdict.FORGED, verdict(orders.sign(header, claims("TR-1", 1, "start"))));
  }

  static Stream<String> wrongClaims() {
    String good = claims("TR-1", 1, "start");
    return Stream.of(
        "",
        "null",
        "[]",
        good.replace("\"sequence\":1", "\"sequence\":\"1\""),
        good.replace("\"sequence\":1", "\"sequence\":1.5"),
        good.replace("\"sequence\":1", "\"sequence\":99999999999999999999"),
        good.replace("\"id\":\"TR-1\"", "\"id\":1"),
        good.replace("TR-1", ""),
        good.replace("TR-1", "TR\\\"1"),
        good.replace("TR-1", "x".repeat(65)),
        good.replace(TOMORROW, "tomorrow"),
        good.replace("}", ",\"more\":1}"),
        good.replace("\"action\":\"start\",", ""),
        good.replace("start", "explode"),
        good.replace("start", "lock"),
        good + "{}",
        good.substring(1));
  }

  @ParameterizedTest
  @MethodSource("wrongClaims")
  void otherClaimsAreForgedHoweverWellTheyAreSigned(String claims) {
    assertEquals(OrderVerdict.FORGED, verdict(claims));
  }

  @Test
  void moreThanFourThousandAndNinetySixBytesAreNoOrder() {
    // Blanks in the JSON: everything else about it is right.
    int blanks = 4_096;
    byte[] payload = orders.sign(HEADER, " ".repeat(blanks) + claims("TR-1", 1, "start"));
    while (payload.length > 4_096) {
      assertEquals(OrderVerdict.FORGED, verdict(payload), payload.length + " bytes");
      blanks -= payload.length > 4_200 ? 64 : 1;
      payload = orders.sign(HEADER, " ".repeat(blanks) + claims("TR-1", 1, "start"));
    }
    assertEquals(OrderVerdict.AUTHENTIC, verdict(payload), payload.length + " bytes");
  }

  @Test
  void anotherKeysOrderIsForged() {
    assertEquals(OrderVerdict.FORGED, verdict(new SignedOrders().order("TR-1", 1, "start")));
  }

  @Test
  void anotherVehiclesOrderIsNotForThisOneAndItsSequenceDoesNotCount() {
    assertEquals(
        OrderVerdict.FOR_ANOTHER_VEHICLE, verdict(claims("TR-1", 9, "start", "OTHER", TOMORROW)));
    assertEquals(OrderVerdict.AUTHENTIC, verdict(claims("TR-1", 1, "start")));
  }

  @Test
  void theNewestOneAgainIsADuplicateAndAnOlderOneAReplay() {
    assertEquals(OrderVerdict.AUTHENTIC, verdict(claims("TR-1", 5, "start")));
    assertEquals(OrderVerdict.DUPLICATE, verdict(claims("TR-1", 5, "start")));
    assertEquals(OrderVerdict.REPLAYED, verdict(claims("TR-2", 5, "start")));
    assertEquals(OrderVerdict.REPLAYED, verdict(claims("TR-1", 4, "start")));
    assertEquals(OrderVerdict.AUTHENTIC, verdict(claims("TR-1", 6, "end")));
    assertEquals(OrderVerdict.REPLAYED, verdict(claims("TR-1", 5, "start")));
  }

  @ParameterizedTest
  @CsvSource({"86399999, AUTHENTIC", "86400000, EXPIRED"})
  void anOrderIsGoodUntilItExpires(long millis, OrderVerdict verdict) {
    parts.pass(Duration.ofMillis(millis));
    assertEquals(verdict, verdict(claims("TR-1", 1, "start")));
  }

  @Test
  void anExpiredOrdersSequenceDoesNotCount() {
    assertEquals(
        OrderVerdict.EXPIRED, verdict(claims("TR-9", 9, "start", "VIN", "2026-06-01T08:00:00Z")));
    assertEquals(OrderVerdict.AUTHENTIC, verdict(claims("TR-1", 1, "start")));
  }

  @Test
  void theRowsOfTheTableHoldInTheirOrder() {
    assertEquals(OrderVerdict.AUTHENTIC, verdict(claims("TR-5", 5, "start")));
    parts.pass(Duration.ofDays(2));
    assertEquals(
        OrderVerdict.FORGED,
        verdict(new SignedOrders().sign(HEADER, claims("TR-1", 1, "start", "OTHER", TOMORROW))));
    assertEquals(
        OrderVerdict.FOR_ANOTHER_VEHICLE, verdict(claims("TR-1", 1, "start", "OTHER", TOMORROW)));
    assertEquals(OrderVerdict.DUPLICATE, verdict(claims("TR-5", 5, "start")));
    assertEquals(OrderVerdict.REPLAYED, verdict(claims("TR-1", 1, "start")));
    assertEquals(OrderVerdict.EXPIRED, verdict(claims("TR-6", 6, "start")));
  }

  @Test
  void theHighestSequenceIsKeptOverAReset() {
    assertEquals(OrderVerdict.AUTHENTIC, verdict(claims("TR-1", 5, "start")));
    verifier = new OrderVerifier(parts.context, DcmRules.REQUIRED, orders.key());
    assertEquals(OrderVerdict.DUPLICATE, verdict(claims("TR-1", 5, "start")));
    assertEquals(OrderVerdict.REPLAYED, verdict(claims("TR-0", 4, "start")));
  }

  @Test
  void whatIsNoAsciiIsForged() {
    byte[] payload = orders.order("TR-1", 1, "start");
    byte[] more = new byte[payload.length + 2];
    System.arraycopy(payload, 0, more, 0, payload.length);
    System.arraycopy("é".getBytes(StandardCharsets.UTF_8), 0, more, payload.length, 2);
    assertEquals(OrderVerdict.FORGED, verdict(more));
  }
}
