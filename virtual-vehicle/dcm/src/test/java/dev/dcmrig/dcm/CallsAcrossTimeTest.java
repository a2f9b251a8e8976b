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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls, their data and the call back, in long runs and at awkward moments. */
@Tag("slow")
class CallsAcrossTimeTest extends CallsFixture {
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
