// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Crashes before, within and after other calls, and over resets. */
class CrashesAcrossTimeTest extends CallsFixture {
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
}
