package dev.dcmrig.dcm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Calls, their data and the call back, in long runs and at awkward moments. */
class CallsAcrossTimeTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static TestCentre.Call connectedSosCall(TestDcm car) {
    car.press(SECOND);
    assertTrue(car.within(Duration.ofSeconds(5), () -> !car.centre.calls.isEmpty()));
    TestCentre.Call call = car.centre.last();
    assertTrue(car.within(Duration.ofSeconds(5), () -> call.connected));
    return call;
  }

  @Test
  void aCentreThatRefusesForADayIsCalledAllDay() {
    try (TestDcm car = TestDcm.ready()) {
      car.centre.manner = TestCentre.Manner.REFUSE;
      car.deploy();
      car.pass(Duration.ofHours(24));
      assertEquals(720, car.centre.calls.size());
    }
  }

  @Test
  void aCallBackThatOutlastsTheWindowGoesOn() {
    try (TestDcm car = TestDcm.ready()) {
      connectedSosCall(car).hangUp();
      car.pass(Duration.ofMinutes(58));
      TestCentre.Call back = car.centre.callBack();
      car.pass(Duration.ofMinutes(5));
      assertTrue(back.connected);
      assertFalse(back.ended, "the call back was cut at the end of the window");
    }
  }

  @Test
  void aCallThatEndsJustAfterAWindowOpensItsOwn() {
    try (TestDcm car = TestDcm.ready()) {
      connectedSosCall(car).hangUp();
      car.pass(Duration.ofMinutes(59).plusSeconds(30));
      car.press(SECOND);
      car.pass(Duration.ofSeconds(30));
      assertEquals(2, car.centre.calls.size());
      car.centre.last().hangUp();
      car.pass(Duration.ofMinutes(10));
      assertTrue(car.centre.isRegistered(), "no call back is taken after the second call");
    }
  }

  @Test
  void aCrashWhileTheCallRingsIsReportedInItAtOnce() {
    try (TestDcm car = TestDcm.ready()) {
      car.centre.manner = TestCentre.Manner.RING;
      car.press(SECOND);
      car.pass(SECOND);
      TestCentre.Call call = car.centre.last();
      car.deploy();
      car.pass(SECOND);
      assertEquals(2, call.data.size());
      assertTrue(call.data.get(1).automaticActivation());
      call.answer();
      car.pass(Duration.ofMinutes(5));
      assertEquals(2, call.data.size());
      assertEquals(1, car.centre.calls.size());
    }
  }

  @Test
  void aResetOnTheBackUpBatteryDoesNotMakeAttemptsFree() {
    try (TestDcm car = TestDcm.ready()) {
      car.network.coverage = false;
      car.deploy();
      car.pass(SECOND);
      car.pins.supply(0);
      car.pass(Duration.ofMinutes(10));
      car.reset();
      car.pass(Duration.ofMinutes(52));
      int before = car.network.connects.size();
      car.pass(Duration.ofHours(2));
      assertEquals(before, car.network.connects.size(), "attempts after the battery's end");
    }
  }

  @Test
  void anAnswerWithAnAddressOfAnotherKindFailsTheAttempt() {
    try (TestDcm car = TestDcm.ready()) {
      car.centre.voiceAddress = "voice.example";
      car.press(SECOND);
      car.pass(Duration.ofMinutes(3));
      assertEquals(3, car.centre.calls.size());
    }
  }

  @Test
  void withoutPowerNothingIsSent() {
    try (TestDcm car = TestDcm.ready()) {
      car.network.answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
      connectedSosCall(car);
      car.pins.supply(0);
      int before = car.network.connects.size();
      car.pass(Duration.ofMinutes(10));
      assertEquals(before, car.network.connects.size());
    }
  }
}
