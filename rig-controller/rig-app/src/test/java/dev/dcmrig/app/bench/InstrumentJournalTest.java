// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.api.Faults.Item;
import dev.dcmrig.api.Vehicle.Disturbance;
import dev.dcmrig.api.Vehicle.GnssReception;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.api.Vehicle.NavigationState;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.evidence.Subject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Stories of car and instruments: what they do to the DCM, and what they take down of it. */
class InstrumentJournalTest extends Story {

  @Test
  void eachPartOfTheSelfTestFailsAndIsWellAgain() throws IOException {
    tell(
        "self-test",
        () -> {
          drivesOff();
          for (Item item : Item.values()) {
            bench.faults().inject(item);
            pass(3);
            bench.tester().ask("dcm", "1902FF");
            pass(1);
            bench.faults().clear(item);
            pass(3);
          }
          bench.tester().ask("dcm", "22F190");
          bench.tester().ask("body", "3E00");
          bench.faults().wiredSosSwitch(true);
          pass(1);
          bench.faults().wiredSosSwitch(false);
          pass(10);
        });
  }

  @Test
  void aCarThatSleepsIsWithoutBatteryAndIsCranked() throws IOException {
    tell(
        "supply",
        () -> {
          drivesOff();
          car().crank();
          pass(3);
          car().battery(11.2);
          pass(3);
          car().disconnectBattery();
          pass(5);
          car().reconnectBattery(12.4);
          pass(10);
          bench.dut().reset();
          pass(8);
          car().ignition(Ignition.ACC);
          pass(2);
          car().ignition(Ignition.OFF);
          pass(400);
          bench.supply().volts(9.5);
          pass(2);
          bench.supply().volts(12.6);
          pass(2);
        });
  }

  @Test
  void aCarThatIsMovedDisturbedAndCrashes() throws IOException {
    tell(
        "driven",
        () -> {
          drivesOff();
          car().position(-33.8688, 151.2093, 90);
          car().drive(50);
          pass(4);
          for (GnssReception reception : GnssReception.values()) {
            car().gnss(reception);
            pass(2);
          }
          car().gnss(GnssReception.GOOD);
          for (NavigationState state : NavigationState.values()) {
            car().navigation(state);
            pass(2);
          }
          for (Disturbance disturbance : Disturbance.values()) {
            car().disturb(DomainValue.IGNITION, disturbance);
            pass(2);
          }
          car().undisturb(DomainValue.IGNITION);
          car().occupantsUnknown();
          pass(2);
          car().impact(3);
          pass(2);
          car().deployAirbag();
          pass(10);
        });
  }

  @Test
  void whatIsHeardInTheCar() throws IOException {
    tell(
        "voice",
        () -> {
          bench.centre().speak(620);
          drivesOff();
          note("before", 620);
          press();
          pass(6);
          note("agent", 620);
          note("another", 1_100);
          bench.time().advance(Duration.ofMillis(30));
          bench.centre().speak(1_100);
          pass(1);
          note("another", 1_100);
          pass(35);
          note("agent, long ago", 620);
        });
  }

  private void note(String when, double hertz) {
    bench
        .observations()
        .note(Subject.RIG, "story", Map.of(when, String.valueOf(bench.voice().hears(hertz))));
  }
}
