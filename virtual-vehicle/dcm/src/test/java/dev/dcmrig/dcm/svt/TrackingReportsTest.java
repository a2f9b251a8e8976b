// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.svt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.exchange.Kind;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Line;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a tracked DCM reports, and with which position. */
class TrackingReportsTest extends TrackingFixture {
  // Interval.

  @Test
  void theFirstReportComesAtOnceAndTheOthersEachMinute() {
    order("TR-1", 1, "start");
    assertEquals(1, reports());
    parts.passMillis(59_999);
    assertEquals(1, reports());
    parts.passMillis(1);
    assertEquals(2, reports());
    assertEquals("TR-1", lastReport().path("order").asText());
    assertEquals(2, lastReport().path("sequence").asInt());
    assertEquals("accepted", service.posts(Kind.ACKNOWLEDGEMENT).get(0).path("result").asText());
  }

  @ParameterizedTest
  @CsvSource({"11.49, 10.001, 300", "11.49, 9.999, 60", "11.5, 30, 60"})
  void aWeakBatteryMakesReportsRareOnceItHasLastedTheHoldTime(
      double volts, double seconds, int interval) {
    order("TR-1", 1, "start");
    assertEquals(1, reports());
    parts.pins.supply(volts);
    parts.passMillis(Math.round(seconds * 1000));
    if (interval == 60) {
      parts.pins.supply(12.6);
    }
    parts.passMillis(interval * 1000L - Math.round(seconds * 1000) - 1);
    assertEquals(1, reports());
    parts.passMillis(1);
    assertEquals(2, reports());
  }

  @ParameterizedTest
  @CsvSource({"11.99, 300", "12.0, 60"})
  void aWeakBatteryIsStrongAgainAboveTheHysteresis(double volts, int interval) {
    order("TR-1", 1, "start");
    parts.pins.supply(11.0);
    pass(11);
    parts.pins.supply(volts);
    pass(11);
    int before = reports();
    pass(300 - 22);
    assertEquals(before + 300 / interval, reports());
  }

  // A flat battery.

  @ParameterizedTest
  @CsvSource({"8.99, 10.001, false", "8.99, 9.999, true", "9.0, 60, true"})
  void aFlatBatteryEndsTheReportsOnceItHasLastedTheHoldTime(
      double volts, double seconds, boolean goesOn) {
    order("TR-1", 1, "start");
    parts.pins.supply(volts);
    parts.passMillis(Math.round(seconds * 1000));
    assertEquals(goesOn, svt.isReporting());
  }

  @Test
  void aCrankDipChangesNothing() {
    order("TR-1", 1, "start");
    parts.pins.supply(7.0);
    pass(2);
    parts.pins.supply(12.6);
    pass(58);
    assertEquals(2, reports());
    assertEquals(1, service.asked(Kind.TRACKING_ORDER), "only the boot has asked");
  }

  @Test
  void whatWaitsToBeSentCeasesWithTheReports() {
    order("TR-1", 1, "start");
    service.forgotten.clear();
    parts.pins.supply(8.5);
    pass(11);
    assertEquals(List.of(Kind.POSITION), service.forgotten);
  }

  @ParameterizedTest
  @CsvSource({"8.5, 9.999, true", "8.5, 10.001, false"})
  void afterABootALowSupplyCountsOnceItHasLastedTheHoldTime(
      double volts, double seconds, boolean goesOn) {
    byte[] order = orders.order("TR-1", 1, "start");
    svt.order(order);
    parts.pins.supply(volts);
    reset();
    service.answer(Kind.TRACKING_ORDER, active(order));
    parts.passMillis(Math.round(seconds * 1000));
    assertEquals(goesOn, svt.isReporting());
  }

  @ParameterizedTest
  @CsvSource({"9.49, false", "9.5, true"})
  void whenPowerIsGoodAgainTheServiceIsAskedBeforeAnythingIsReported(double volts, boolean asks) {
    byte[] order = orders.order("TR-1", 1, "start");
    svt.order(order);
    parts.pins.supply(8.5);
    pass(11);
    int before = reports();
    parts.pins.supply(volts);
    pass(120);
    assertEquals(asks ? 2 : 1, service.asked(Kind.TRACKING_ORDER));
    assertEquals(before, reports(), "nothing goes out unasked");
    if (asks) {
      service.answer(Kind.TRACKING_ORDER, active(order));
      assertEquals(before + 1, reports());
    }
  }

  @Test
  void anAnswerWhileTheBatteryIsFlatDoesNotKeepReportsFromComingBack() {
    byte[] order = orders.order("TR-1", 1, "start");
    svt.order(order);
    parts.pins.supply(8.5);
    pass(11);
    svt.ask();
    service.answer(Kind.TRACKING_ORDER, active(order));
    int before = reports();
    pass(120);
    assertEquals(before, reports(), "flat is flat");
    parts.pins.supply(12.6);
    pass(11);
    service.answer(Kind.TRACKING_ORDER, active(order));
    assertEquals(before + 1, reports());
  }

  // Resets.

  @Test
  void afterAResetReportsBeginAgainOnlyWhenTheServiceSaysSo() {
    byte[] order = orders.order("TR-1", 1, "start");
    svt.order(order);
    assertEquals(1, reports());
    reset();
    pass(300);
    assertEquals(1, reports(), "the service has not answered");
    assertTrue(svt.isOrdered());
    service.answer(Kind.TRACKING_ORDER, active(order));
    assertEquals(2, reports());
    assertEquals(2, lastReport().path("sequence").asInt(), "numbers go on");
    assertEquals(1, service.posts(Kind.ACKNOWLEDGEMENT).size(), "it was acknowledged already");
  }

  // Orders.

  @Test
  void anotherStartBeginsWithAReportAndANumberOfItsOwn() {
    order("TR-1", 1, "start");
    pass(30);
    order("TR-2", 2, "start");
    assertEquals(2, reports());
    assertEquals("TR-2", lastReport().path("order").asText());
    assertEquals(1, lastReport().path("sequence").asInt());
  }

  @Test
  void theEndEndsTheReportsAndTheFeaturesStayOffUntilAConfigurationHasThem() {
    order("TR-1", 1, "start");
    svt.featuresConfigured(true);
    assertTrue(svt.areFeaturesOff(), "not while an order is in force");
    order("TR-1", 2, "end");
    pass(600);
    assertEquals(0, reports());
    assertEquals("end", service.posts(Kind.ACKNOWLEDGEMENT).get(1).path("action").asText());
    assertTrue(svt.areFeaturesOff());
    svt.featuresConfigured(true);
    assertFalse(svt.areFeaturesOff());
  }

  @Test
  void restrictedDataDoesNotStopTheReports() {
    car.restricted = true;
    order("TR-1", 1, "start");
    pass(60);
    assertEquals(2, reports());
  }

  @ParameterizedTest
  @CsvSource({"true, tracking-active", "false, data-restricted"})
  void aPositionThatWaitsInAResultDoesNotLeaveOnceItMustNot(boolean tracked, String reason) {
    fix(-37.8183);
    remote.command(orders.order("C-1", 1, "lock"));
    remote.command(orders.order("C-2", 2, "locate"));
    assertTrue(service.posts(Kind.COMMAND_RESULT).get(1).hasNonNull("position"));
    if (tracked) {
      order("TR-1", 3, "start");
    } else {
      remote.withholdPositions("data-restricted");
    }
    JsonNode lock = service.posts(Kind.COMMAND_RESULT).get(0);
    assertEquals("done", lock.path("result").asText());
    JsonNode result = service.posts(Kind.COMMAND_RESULT).get(1);
    assertTrue(result.path("position").isMissingNode());
    assertEquals("C-2", result.path("command").asText());
    assertEquals("locate", result.path("action").asText());
    assertEquals("refused", result.path("result").asText());
    assertEquals(reason, result.path("reason").asText());
  }

  @Test
  void withoutAnyFixAReportHasNoPosition() {
    order("TR-1", 1, "start");
    reports();
    assertTrue(lastReport().path("position").isNull());
  }

  @ParameterizedTest
  @CsvSource({"5000, true", "5001, false"})
  void aFixIsFreshForItsTrustedAgeAndKeepsItsTime(long ageMillis, boolean fresh) {
    fix(-37.8183);
    position.sample();
    Instant taken = parts.timeline.now();
    parts.say(DomainValue.GNSS_FIX, "NONE");
    parts.passMillis(ageMillis);
    order("TR-1", 1, "start");
    reports();
    JsonNode at = lastReport().path("position");
    assertEquals(fresh, at.path("fresh").asBoolean());
    assertEquals(taken.toString(), at.path("fixTime").asText());
    assertEquals(-37.8183, at.path("latitude").asDouble(), 1e-6);
  }

  @Test
  void aFaultyAntennaMakesNoPositionFresh() {
    fix(-37.8183);
    position.sample();
    parts.pins.condition(Line.GNSS_ANTENNA, Condition.OPEN);
    order("TR-1", 1, "start");
    reports();
    assertFalse(lastReport().path("position").path("fresh").asBoolean());
  }

  @Test
  void aFixIsAsOldAsTheFrameThatBroughtIt() {
    fix(-37.8183);
    Instant taken = parts.timeline.now();
    pass(4);
    order("TR-1", 1, "start");
    reports();
    assertEquals(taken.toString(), lastReport().path("position").path("fixTime").asText());
  }

  @Test
  void aSleepingBusIsAskedForAPositionAndTheReportWaitsForTheWholeOfIt() {
    car.silent = true;
    pass(10);
    order("TR-1", 1, "start");
    assertEquals(0, reports());
    assertEquals(1, car.positionsAskedFor);
    parts.passMillis(20);
    parts.say(DomainValue.GNSS_FIX, "FIX_3D");
    svt.frame(parts.timeline.nowNanos());
    assertEquals(0, reports(), "where it is has not come yet");
    parts.say(DomainValue.LATITUDE, -37.8);
    svt.frame(parts.timeline.nowNanos());
    parts.say(DomainValue.LONGITUDE, 145.0);
    svt.frame(parts.timeline.nowNanos());
    assertEquals(1, reports());
    assertTrue(lastReport().path("position").path("fresh").asBoolean());
  }

  @ParameterizedTest
  @CsvSource({"999, 0", "1000, 1"})
  void aBusThatDoesNotAnswerIsWaitedForOneSecond(long millis, int reports) {
    car.silent = true;
    order("TR-1", 1, "start");
    parts.passMillis(millis);
    assertEquals(reports, reports());
  }
}
