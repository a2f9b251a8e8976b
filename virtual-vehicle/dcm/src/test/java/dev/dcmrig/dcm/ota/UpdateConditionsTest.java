// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.can.binding.DomainValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OTA-05, OTA-10 and OTA-02: when an update may begin, and who may end it. */
class UpdateConditionsTest {
  private static final Duration A_WHILE = Duration.ofMinutes(3);
  private static final String SUCCESS = "closed success 2.0.0 runs";

  private static final Map<String, Consumer<UpdatedCar>> LOSSES =
      Map.of(
          "not parked", car -> car.parked = false,
          "ignition", car -> car.ignition = "ON",
          "battery", car -> car.volts = 12.19);

  static Stream<String> preconditions() {
    return LOSSES.keySet().stream().sorted();
  }

  private static UpdatedCar offered(int blocks) {
    UpdatedCar car = new UpdatedCar();
    car.ddi.deploy("7", UpdatedCar.image("2.0.0", "runs", blocks));
    return car;
  }

  private static void restore(UpdatedCar car) {
    car.parked = true;
    car.ignition = "OFF";
    car.volts = 12.2;
  }

  /** A parking lock that is told to be in, in a car that rolls. */
  @Test
  void an_installation_waits_for_a_car_that_stands() {
    UpdatedCar car = offered(1);
    car.speedKmh = 0.05;
    car.enrol();
    car.pass(A_WHILE);
    assertEquals("scheduled none waiting: not parked", car.ddi.lastFeedback());
    assertFalse(car.hasShown("INSTALLING"));
    car.speedKmh = 0;
    assertTrue(car.within(A_WHILE, () -> car.hasShown("INSTALLING")));
  }

  @ParameterizedTest
  @MethodSource("preconditions")
  void an_installation_waits_for_each_precondition(String what) {
    UpdatedCar car = offered(1);
    LOSSES.get(what).accept(car);
    car.enrol();
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().contains("waiting")));
    assertEquals("scheduled none waiting: " + what, car.ddi.lastFeedback());
    car.pass(A_WHILE);
    assertFalse(car.hasShown("INSTALLING"));
    assertEquals(0, car.restarts);
    restore(car);
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().equals(SUCCESS)));
  }

  @ParameterizedTest
  @MethodSource("preconditions")
  void an_installation_stops_for_each_precondition_that_is_lost(String what) {
    UpdatedCar car = offered(6);
    car.enrol();
    assertTrue(car.within(A_WHILE, car.service::isWriting));
    LOSSES.get(what).accept(car);
    car.pass(Duration.ofSeconds(2));
    assertFalse(car.service.isWriting());
    assertEquals("scheduled none waiting: " + what, car.ddi.lastFeedback());
    car.pass(A_WHILE);
    assertEquals(0, car.restarts);
    restore(car);
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().equals(SUCCESS)));
  }

  @Test
  void what_was_not_seen_lately_does_not_hold() {
    UpdatedCar car = offered(1);
    car.enrol();
    assertTrue(car.within(A_WHILE, () -> car.hasShown("ANNOUNCED")));
    car.busAwake = false;
    car.pass(A_WHILE);
    assertFalse(car.hasShown("INSTALLING"));
    assertFalse(car.service.isKeepingAwake());
  }

  @Test
  void an_update_that_waits_too_long_has_failed() {
    UpdatedCar car = new UpdatedCar("ota.waitLimit=5min");
    car.ddi.deploy("7", UpdatedCar.image("2.0.0", "runs", 1));
    car.volts = 12;
    car.enrol();
    assertTrue(
        car.within(Duration.ofMinutes(8), () -> car.ddi.lastFeedback().startsWith("closed")));
    assertEquals("closed failure waited too long for battery", car.ddi.lastFeedback());
  }

  @Test
  void a_soft_update_is_installed_once_the_user_agrees() {
    UpdatedCar car = offered(1);
    car.ddi.update = "attempt";
    car.enrol();
    assertTrue(car.within(A_WHILE, () -> car.hasShown("OFFERED 20000 1")));
    car.pass(A_WHILE);
    assertFalse(car.hasShown("INSTALLING"));
    car.say(DomainValue.UPDATE_ANSWER, "ACCEPT");
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().equals(SUCCESS)));
    assertTrue(car.hasShown("ANNOUNCED"));
  }

  @Test
  void outside_of_the_maintenance_window_it_downloads_and_does_not_install() {
    UpdatedCar car = offered(1);
    car.ddi.update = "skip";
    car.ddi.sleep = "00:01:00";
    car.enrol();
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().startsWith("downloaded")));
    car.pass(A_WHILE);
    assertEquals(List.of(), car.shown);
    car.ddi.update = "forced";
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().equals(SUCCESS)));
  }

  @Test
  void a_soft_update_that_is_declined_ends() {
    UpdatedCar car = offered(1);
    car.ddi.update = "attempt";
    car.enrol();
    assertTrue(car.within(A_WHILE, () -> car.hasShown("OFFERED")));
    car.say(DomainValue.UPDATE_ANSWER, "DECLINE");
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().startsWith("closed")));
    assertEquals("closed failure declined by the user", car.ddi.lastFeedback());
    car.pass(A_WHILE);
    assertEquals(0, car.restarts);
  }

  @Test
  void a_soft_update_that_is_postponed_is_asked_again_also_after_a_reset() {
    UpdatedCar car = new UpdatedCar("ota.postpone=1h");
    car.ddi.deploy("7", UpdatedCar.image("2.0.0", "runs", 1));
    car.ddi.update = "attempt";
    car.enrol();
    assertTrue(car.within(A_WHILE, () -> car.hasShown("OFFERED")));
    car.say(DomainValue.UPDATE_ANSWER, "POSTPONE");
    car.pass(Duration.ofMinutes(1));
    assertEquals("scheduled none postponed by the user", car.ddi.lastFeedback());
    car.shown.clear();
    car.reset();
    car.pass(Duration.ofMinutes(30));
    assertFalse(car.hasShown("OFFERED"));
    car.pass(Duration.ofMinutes(30));
    assertTrue(car.hasShown("OFFERED"));
  }

  @Test
  void a_deployment_to_be_confirmed_is_confirmed_by_the_user_and_asked_once() {
    UpdatedCar car = offered(1);
    car.ddi.update = "attempt";
    car.ddi.confirmation = true;
    car.enrol();
    assertTrue(car.within(A_WHILE, () -> car.hasShown("OFFERED")));
    assertEquals(0, car.ddi.ranges.size());
    car.say(DomainValue.UPDATE_ANSWER, "ACCEPT");
    assertTrue(car.within(Duration.ofMinutes(15), () -> car.ddi.lastFeedback().equals(SUCCESS)));
    assertEquals("confirmed", car.ddi.feedback.get(0));
    assertEquals(1, car.shown.stream().filter(line -> line.startsWith("OFFERED")).count());
  }

  @Test
  void a_deployment_to_be_confirmed_may_be_denied() {
    UpdatedCar car = offered(1);
    car.ddi.confirmation = true;
    car.enrol();
    assertTrue(car.within(A_WHILE, () -> car.hasShown("OFFERED")));
    car.say(DomainValue.UPDATE_ANSWER, "DECLINE");
    car.pass(Duration.ofMinutes(15));
    assertEquals("denied", car.ddi.feedback.get(0));
    assertEquals(1, car.shown.stream().filter(line -> line.startsWith("OFFERED")).count());
    assertEquals(0, car.ddi.ranges.size());
  }

  @Test
  void a_question_to_confirm_is_taken_back_with_its_deployment() {
    UpdatedCar car = offered(1);
    car.ddi.confirmation = true;
    car.ddi.sleep = "00:01:00";
    car.enrol();
    assertTrue(car.within(A_WHILE, () -> car.hasShown("OFFERED")));
    car.ddi.cancel = "10";
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().startsWith("cancel closed")));
    assertEquals("NONE 0 0", car.shown.get(car.shown.size() - 1));
  }

  @Test
  void what_the_server_does_not_name_any_more_is_given_up() {
    UpdatedCar car = offered(1);
    car.volts = 12;
    car.ddi.autoConfirm = true;
    car.ddi.sleep = "00:01:00";
    car.enrol();
    assertTrue(car.within(A_WHILE, () -> car.hasShown("ANNOUNCED")));
    car.pass(Duration.ofMinutes(3));
    assertEquals(1, car.shown.size());
    car.ddi.action = "";
    assertTrue(car.within(A_WHILE, () -> car.hasShown("NONE")));
  }

  @Test
  void an_update_that_is_cancelled_before_its_installation_is_complete_ends() {
    UpdatedCar car = offered(1);
    car.volts = 12;
    car.ddi.sleep = "00:01:00";
    car.enrol();
    assertTrue(car.within(A_WHILE, () -> car.hasShown("ANNOUNCED")));
    car.ddi.cancel = "10";
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().startsWith("cancel")));
    assertEquals("cancel closed success given up", car.ddi.lastFeedback());
    car.volts = 12.6;
    car.pass(A_WHILE);
    assertEquals(0, car.restarts);
    assertEquals("1.0.0", car.firmware.running());
  }

  @Test
  void a_cancellation_comes_too_late_once_the_new_firmware_is_in_place() {
    UpdatedCar car = offered(1);
    car.ddi.sleep = "00:00:05";
    car.enrol();
    assertTrue(car.within(A_WHILE, () -> car.restarts == 1));
    car.ddi.cancel = "10";
    assertTrue(
        car.within(A_WHILE, () -> car.ddi.feedback.stream().anyMatch(f -> f.startsWith("cancel"))));
    assertTrue(
        car.ddi.feedback.contains("cancel rejected none the new firmware is in place already"),
        car.ddi.feedback::toString);
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().equals(SUCCESS)));
  }

  @Test
  void links_to_another_server_are_not_followed() {
    UpdatedCar car = offered(1);
    car.ddi.link = "https://elsewhere.example/artifact";
    car.enrol();
    assertTrue(car.within(A_WHILE, () -> car.ddi.lastFeedback().startsWith("closed failure")));
    assertEquals("closed failure no deployment that this DCM can follow", car.ddi.lastFeedback());
  }
}
