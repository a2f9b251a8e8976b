// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.svt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.dcm.exchange.Kind;
import dev.dcmrig.dcm.orders.SignedOrders;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tracking through everything that may come between: commands, resets, a flat battery. */
class TrackingTest extends TrackingFixture {
  @Test
  void anOrderInForceResumesAlthoughCommandsHadHigherSequences() {
    byte[] order = orders.order("TR-1", 1, "start");
    svt.order(order);
    remote.command(orders.order("C-1", 2, "lock"));
    assertEquals(1, reports());
    reset();
    service.answer(Kind.TRACKING_ORDER, active(order));
    assertEquals(2, reports());
    assertEquals(List.of(), events());
  }

  @Test
  void anOrderThatOutlivesItsExpiryWhileInForceResumes() {
    byte[] order = orders.order("TR-1", 1, "start");
    svt.order(order);
    parts.pass(Duration.ofHours(25));
    int before = reports();
    reset();
    service.answer(Kind.TRACKING_ORDER, active(order));
    assertEquals(before + 1, reports());
  }

  @Test
  void anOrderThatEndedMeanwhileDoesNotResume() {
    order("TR-1", 1, "start");
    assertEquals(1, reports());
    reset();
    service.answer(Kind.TRACKING_ORDER, NONE);
    pass(600);
    assertEquals(1, reports());
    assertFalse(svt.isOrdered());
    assertTrue(svt.areFeaturesOff(), "until a configuration says otherwise");
    assertEquals(1, service.asked(Kind.CONFIGURATION));
  }

  @Test
  void anotherOrderInTheAnswerIsForgedAndResumesNothing() {
    order("TR-1", 1, "start");
    assertEquals(1, reports());
    reset();
    service.answer(Kind.TRACKING_ORDER, active(new SignedOrders().order("TR-1", 1, "start")));
    pass(300);
    assertEquals(1, reports());
    assertEquals(List.of("order-forged"), events());
  }

  @Test
  void anAnswerThatAnOrderHasOvertakenEndsNothing() {
    svt.ask();
    order("TR-1", 1, "start");
    service.answer(Kind.TRACKING_ORDER, NONE);
    assertTrue(svt.isOrdered());
    assertEquals(3, service.asked(Kind.TRACKING_ORDER), "it is asked for again");
    service.answer(Kind.TRACKING_ORDER, NONE);
    assertFalse(svt.isOrdered());
  }

  @Test
  void anOrderThatWasMissedComesWithTheAnswerAndItsLaterDeliveryIsNothing() {
    byte[] order = orders.order("TR-1", 1, "start");
    svt.ask();
    service.answer(Kind.TRACKING_ORDER, active(order));
    assertEquals(1, reports());
    svt.order(order);
    assertEquals(1, reports());
    assertEquals(1, service.posts(Kind.ACKNOWLEDGEMENT).size());
  }

  @Test
  void anEndInTheAnswerIsNoOrderInForce() {
    svt.ask();
    service.answer(Kind.TRACKING_ORDER, active(orders.order("TR-1", 1, "end")));
    assertEquals(List.of("order-forged"), events());
  }

  @Test
  void theEndOfAnotherOrderEndsNothingAndIsRefused() {
    order("TR-1", 1, "start");
    order("TR-2", 2, "end");
    assertTrue(svt.isReporting());
    JsonNode refusal = service.posts(Kind.ACKNOWLEDGEMENT).get(1);
    assertEquals("TR-2", refusal.path("order").asText());
    assertEquals("end", refusal.path("action").asText());
    assertEquals("refused", refusal.path("result").asText());
    assertEquals("another-order-in-force", refusal.path("reason").asText());
    pass(60);
    assertEquals(2, reports());
  }

  @Test
  void theEndOfAnOrderIsAcceptedWhenNoneIsInForce() {
    order("TR-1", 1, "end");
    assertEquals("accepted", service.posts(Kind.ACKNOWLEDGEMENT).get(0).path("result").asText());
  }

  @Test
  void whenTheServiceKnowsOfNoOrderItIsAsked() {
    order("TR-1", 1, "start");
    assertEquals(1, reports());
    service.gone();
    service.answer(Kind.TRACKING_ORDER, NONE);
    pass(600);
    assertEquals(1, reports());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock", "unlock", "locate"})
  void commandsAreRefusedWhileTracked(String action) {
    order("TR-1", 1, "start");
    remote.command(orders.order("C-1", 2, action));
    JsonNode result = service.posts(Kind.COMMAND_RESULT).get(0);
    assertEquals("refused", result.path("result").asText());
    assertEquals("tracking-active", result.path("reason").asText());
    assertTrue(result.path("position").isMissingNode());
  }
}
