// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.ecall.control.Control;
import dev.dcmrig.ecall.msd.Msd;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
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
      // One each two minutes; the 721st would begin just after the limit.
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
      car.network.answer = List.of("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
      connectedSosCall(car);
      car.pins.supply(0);
      int before = car.network.connects.size();
      car.pass(Duration.ofMinutes(10));
      assertEquals(before, car.network.connects.size());
    }
  }

  @Test
  void theCallBackWindowSurvivesAReset() {
    try (TestDcm car = TestDcm.ready()) {
      connectedSosCall(car).hangUp();
      car.pass(Duration.ofMinutes(30));
      car.reset();
      car.pass(SECOND);
      assertTrue(car.centre.isRegistered());
      int rest = Integer.parseInt(car.centre.registrations.get(1));
      assertTrue(rest >= 1_798 && rest <= 1_801, "the rest of the window, not " + rest + " s");
      car.pass(Duration.ofMinutes(29));
      assertTrue(car.centre.isRegistered());
      car.pass(Duration.ofMinutes(1).plusSeconds(5));
      assertFalse(car.centre.isRegistered(), "the window is over an hour after the call");
    }
  }

  @Test
  void aCallThatAResetCutsOffIsALostCall() {
    try (TestDcm car = TestDcm.ready()) {
      connectedSosCall(car);
      car.reset();
      car.pass(SECOND);
      TestCentre.Call back = car.centre.callBack();
      car.pass(SECOND);
      assertTrue(back.connected);
    }
  }

  @Test
  void aWindowThatEndedWithoutPowerIsNotOpenedAgain() {
    try (TestDcm car = TestDcm.ready()) {
      connectedSosCall(car).hangUp();
      car.pass(SECOND);
      car.pins.supply(0);
      car.pass(Duration.ofMinutes(61));
      car.pins.supply(12.6);
      car.pass(SECOND);
      assertFalse(car.centre.isRegistered());
    }
  }

  @Test
  void aCallCutOffLongAgoOpensNoWindow() {
    try (TestDcm car = TestDcm.ready()) {
      connectedSosCall(car);
      car.pins.supply(0);
      // The longest call and its window: an hour each.
      car.pass(Duration.ofMinutes(121));
      car.pins.supply(12.6);
      car.pass(SECOND);
      assertFalse(car.centre.isRegistered());
    }
  }

  @Test
  void theWindowOfAManualCallDoesNotUseTheBackUpBattery() {
    try (TestDcm car = TestDcm.ready()) {
      connectedSosCall(car).hangUp();
      car.pass(SECOND);
      car.pins.supply(0);
      car.pass(SECOND);
      assertFalse(car.centre.isRegistered());
    }
  }

  @Test
  void theWindowAfterACrashUsesTheBackUpBattery() {
    try (TestDcm car = TestDcm.ready()) {
      car.deploy();
      car.pass(Duration.ofSeconds(3));
      car.centre.last().hangUp();
      car.pass(SECOND);
      car.pins.supply(0);
      car.pass(Duration.ofMinutes(58));
      car.reset();
      car.pass(SECOND);
      assertTrue(car.centre.isRegistered());
    }
  }

  @Test
  void messageIdentifiersGoOnInTheCallBack() {
    try (TestDcm car = TestDcm.ready()) {
      connectedSosCall(car).hangUp();
      car.pass(SECOND);
      TestCentre.Call back = car.centre.callBack();
      car.pass(SECOND);
      back.control(Control.requestMsd());
      car.pass(SECOND);
      assertEquals(2, back.data.get(0).messageIdentifier());
    }
  }

  @Test
  void oneCrashOverAResetIsOneCrash() {
    try (TestDcm car = TestDcm.ready()) {
      car.impact(40);
      car.pass(Duration.ofSeconds(3));
      car.reset();
      car.frames();
      car.deploy();
      car.pass(Duration.ofMinutes(5));
      assertEquals(1, car.centre.calls.size());
    }
  }

  @Test
  void aCrashWhileTheCallHasOnlyBegunGoesOutWithTheFirstDialog() {
    try (TestDcm car = TestDcm.ready()) {
      car.centre.manner = TestCentre.Manner.TRYING;
      car.press(SECOND);
      car.deploy();
      car.pass(Duration.ofSeconds(3));
      TestCentre.Call call = car.centre.last();
      assertEquals(1, call.data.size());
      call.ring();
      car.pass(Duration.ofMillis(10));
      assertEquals(2, call.data.size());
      call.answer();
      car.pass(SECOND);
      assertEquals(2, call.data.size());
    }
  }

  @Test
  void aCrashRefusedWhileRingingIsReportedWhenTheCallIsAnswered() {
    try (TestDcm car = TestDcm.ready()) {
      car.centre.manner = TestCentre.Manner.RING;
      car.centre.infoStatus = 405;
      car.press(SECOND);
      car.deploy();
      car.pass(SECOND);
      TestCentre.Call call = car.centre.last();
      assertEquals(1, call.data.size());
      car.centre.infoStatus = 200;
      call.answer();
      car.pass(SECOND);
      assertTrue(call.data.get(1).automaticActivation());
      assertEquals(1, car.centre.calls.size());
    }
  }

  @Test
  void aCrashInACallThatNobodyAnswersGetsItsOwn() {
    try (TestDcm car = TestDcm.ready()) {
      car.centre.manner = TestCentre.Manner.RING;
      car.press(SECOND);
      car.deploy();
      car.pass(Duration.ofSeconds(20));
      assertEquals(1, car.centre.calls.size(), "no second call while the first one rings");
      car.centre.manner = TestCentre.Manner.ANSWER;
      car.pass(Duration.ofSeconds(15));
      assertEquals(2, car.centre.calls.size());
      assertTrue(car.centre.last().data.get(0).automaticActivation());
      car.centre.last().hangUp();
      car.pass(Duration.ofMinutes(5));
      assertEquals(2, car.centre.calls.size(), "the button's attempts have given way");
    }
  }

  @Test
  void aCrashThatBreaksTheCallItWasToBeReportedInGetsItsOwn() {
    try (TestDcm car = TestDcm.ready()) {
      TestCentre.Call call = connectedSosCall(car);
      car.centre.infoStatus = 500;
      car.deploy();
      car.pass(SECOND);
      call.lose();
      car.pass(Duration.ofSeconds(3));
      assertEquals(2, car.centre.calls.size());
      assertTrue(car.centre.last().data.get(0).automaticActivation());
    }
  }

  @Test
  void aCrashInACallBackIsReportedInIt() {
    try (TestDcm car = TestDcm.ready()) {
      connectedSosCall(car).hangUp();
      car.pass(SECOND);
      TestCentre.Call back = car.centre.callBack();
      car.pass(SECOND);
      car.deploy();
      car.pass(SECOND);
      assertTrue(back.data.get(0).automaticActivation());
      back.hangUp();
      car.pass(Duration.ofMinutes(5));
      assertEquals(1, car.centre.calls.size());
    }
  }

  @Test
  void aCrashReportedInAManualCallHasTheBackUpBattery() {
    try (TestDcm car = TestDcm.ready()) {
      TestCentre.Call call = connectedSosCall(car);
      car.deploy();
      car.pins.supply(0);
      car.pass(Duration.ofMinutes(2));
      assertFalse(call.ended);
    }
  }

  @Test
  void aCrashThatWasNotHeardOfSurvivesAReset() {
    try (TestDcm car = TestDcm.ready()) {
      car.centre.manner = TestCentre.Manner.RING;
      car.press(SECOND);
      car.deploy();
      car.reset();
      car.centre.manner = TestCentre.Manner.ANSWER;
      car.pass(Duration.ofSeconds(2));
      assertEquals(2, car.centre.calls.size());
      assertTrue(car.centre.last().data.get(0).automaticActivation());
    }
  }

  @Test
  void everySecondCrashSurvivesAResetToo() {
    try (TestDcm car = TestDcm.ready()) {
      car.network.coverage = false;
      car.deploy();
      car.pass(Duration.ofSeconds(11));
      car.impact(40);
      car.pass(Duration.ofSeconds(5));
      car.reset();
      car.network.coverage = true;
      car.pass(Duration.ofSeconds(2));
      car.centre.last().hangUp();
      car.pass(Duration.ofSeconds(2));
      assertEquals(2, car.centre.calls.size());
    }
  }

  @Test
  void theFrameOfACrashThatTookTheSupplyCounts() {
    try (TestDcm car = TestDcm.ready()) {
      car.pins.supply(0);
      car.pass(Duration.ofMillis(298));
      car.deploy();
      car.pass(Duration.ofSeconds(3));
      assertEquals(1, car.centre.calls.size());
    }
  }

  @Test
  void noFrameCountsAfterTheHoldUp() {
    try (TestDcm car = TestDcm.ready()) {
      car.pins.supply(0);
      car.pass(Duration.ofMillis(301));
      car.deploy();
      car.pass(Duration.ofMinutes(1));
      assertEquals(0, car.centre.calls.size());
    }
  }

  @Test
  void noticesCarryTheNumberOfTheirOwnIncident() {
    try (TestDcm car = TestDcm.ready()) {
      car.network.coverage = false;
      car.deploy();
      car.pass(Duration.ofSeconds(11));
      car.impact(40);
      car.pass(SECOND);
      car.network.coverage = true;
      car.pass(Duration.ofMinutes(2));
      assertTrue(car.centre.last().connected);
      assertTrue(
          car.network.notices.stream()
              .filter(notice -> notice.contains("\"state\":\"connected\""))
              .allMatch(notice -> notice.contains("\"incident\":1,")),
          car.network.notices::toString);
    }
  }

  @Test
  void positionsFromBeforeAResetAreNoTrack() {
    try (TestDcm car = TestDcm.ready()) {
      car.pass(Duration.ofSeconds(10));
      car.reset();
      car.fix(-37.81, 145.01);
      car.frames();
      car.fix(-37.81, 145.01);
      car.deploy();
      car.pass(Duration.ofSeconds(3));
      Msd msd = car.centre.last().data.get(0);
      assertEquals(0, msd.recentVehicleLocationN1().orElseThrow().latitude100Mas());
    }
  }

  @Test
  void aCallBackWithoutAnOfferThatCanBeTakenLeavesTheWindowAsItWas() {
    try (TestDcm car = TestDcm.ready()) {
      connectedSosCall(car).hangUp();
      car.pass(Duration.ofMinutes(59));
      TestCentre.Call back =
          car.centre.callBack(
              "v=0\r\no=- 1 1 IN IP6 ::1\r\ns=-\r\nc=IN IP6 ::1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      car.pass(SECOND);
      assertTrue(back.ended);
      assertTrue(car.centre.isRegistered());
      car.pass(Duration.ofSeconds(63));
      assertFalse(car.centre.isRegistered());
    }
  }

  @Test
  void dozensOfResetsInCallsLeaveRoomForTheNext() {
    try (TestDcm car = TestDcm.ready()) {
      for (int n = 1; n <= 70; n++) {
        connectedSosCall(car);
        car.reset();
        car.frames();
      }
      assertTrue(connectedSosCall(car).connected);
    }
  }
}
