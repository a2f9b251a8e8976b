// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.api.EmergencyCentre.Misbehaviour;
import dev.dcmrig.api.EmergencyCentre.Occupant;
import dev.dcmrig.api.RadioLink.Coverage;
import dev.dcmrig.api.Vehicle;
import dev.dcmrig.api.Vehicle.Ignition;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stories of calls: what centre, agent and link take down of them. */
class CallJournalTest extends Story {

  @Test
  void aCallWithVoiceNewDataAndACallBack() throws IOException {
    tell(
        "call",
        () -> {
          bench.centre().speak(620);
          bench.voice().speak(440);
          bench.centre().servicesNeeded(List.of("ambulance"));
          drivesOff();
          press();
          pass(12);
          bench.centre().requestMsd(vin());
          pass(3);
          bench.centre().requestMsdOutOfOrder(vin());
          pass(3);
          bench.centre().hangUp(vin());
          pass(5);
          bench.centre().callBack(vin());
          pass(5);
          bench.centre().hangUp(vin());
          pass(5);
        });
  }

  @Test
  void aCentreThatRefusesIsSlowAndLosesACall() throws IOException {
    tell(
        "refused",
        () -> {
          drivesOff();
          bench.centre().refuse(486, 1);
          bench.centre().ringTime(Duration.ofSeconds(6));
          bench.centre().occupant(Occupant.SILENT);
          press();
          pass(25);
          bench.centre().loseCall(vin());
          pass(20);
          bench.centre().callBack(vin());
          pass(10);
        });
  }

  @Test
  void callsThatTheCentreEndsByItself() throws IOException {
    tell(
        "accidental",
        () -> {
          bench.centre().occupant(Occupant.SAYS_ACCIDENTAL);
          bench.centre().talkTime(Duration.ofSeconds(20));
          drivesOff();
          press();
          pass(40);
          bench.centre().acknowledgeMsd(false);
          press();
          pass(30);
        });
  }

  @Test
  void aCrashWithARejectedMsdOverASlowLink() throws IOException {
    tell(
        "crash",
        () -> {
          drivesOff();
          car().occupants(3);
          car().drive(72);
          pass(12);
          bench.radioLink().latency(Duration.ofMillis(180));
          bench.centre().rejectMsd(true);
          car().crash(40);
          pass(15);
          bench.centre().hangUp(vin());
          pass(5);
        });
  }

  @Test
  void aNetworkThatIsAwayAndConnectionsThatAreCut() throws IOException {
    tell(
        "coverage",
        () -> {
          drivesOff();
          bench.radioLink().coverage(Coverage.NONE);
          press();
          pass(35);
          bench.radioLink().coverage(Coverage.WEAK);
          bench.radioLink().cutAfter(300);
          pass(40);
          bench.centre().neverAnswer();
          pass(40);
        });
  }

  @Test
  void twoCarsCallAtOnce() throws IOException {
    tell(
        "two-cars",
        () -> {
          Vehicle second = secondCar();
          drivesOff();
          second.ignition(Ignition.ON);
          pass(8);
          press();
          second.pressSos(Duration.ofMillis(800));
          pass(10);
          bench.centre().hangUp(vin());
          pass(3);
        });
  }

  @ParameterizedTest
  @EnumSource(Misbehaviour.class)
  void aCentreThatMisbehaves(Misbehaviour how) throws IOException {
    tell(
        "centre-" + how.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        () -> {
          drivesOff();
          bench.centre().misbehave(how);
          press();
          pass(12);
          bench.centre().requestMsd(vin());
          pass(4);
          bench.centre().hangUp(vin());
          pass(4);
          bench.centre().callBack(vin());
          pass(6);
          bench.centre().behave();
          pass(6);
        });
  }
}
