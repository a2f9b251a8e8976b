// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.EmergencyCentre.CrashData;
import dev.dcmrig.api.EmergencyCentre.Occupant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every emergency-assistance centre must do. */
abstract class CentreContract extends PortContract {

  /** Makes a call arrive that the centre answers. */
  void call() {
    drivesOff();
    car().pressSos(Duration.ofMillis(800));
    pass(Duration.ofSeconds(20));
  }

  @Test
  void nothingHasHappenedWhenItOpens() {
    assertEquals(List.of(), bench.centre().calls());
    assertEquals(List.of(), bench.centre().incidents());
    assertEquals(List.of(), bench.centre().wrongs());
    isWell();
  }

  @Test
  void aCallHasItsTimesInOrderAndTheCarsData() {
    call();
    assertEquals(1, bench.centre().calls().size());
    Call call = bench.centre().calls().get(0);
    assertFalse(call.isCallBack());
    assertNotNull(call.connected());
    assertTrue(call.started().compareTo(call.connected()) <= 0);
    assertEquals(null, call.ended());
    assertEquals(Optional.empty(), call.endedBy());
    assertFalse(call.dialled().isEmpty());
    CrashData data = call.data().get(0);
    assertEquals(bench.dut().vin(), data.vin());
    assertFalse(data.automatic());
    assertTrue(data.received().compareTo(bench.time().now()) <= 0);
    isWell();
  }

  @Test
  void whoHangsUpEndsTheCall() {
    call();
    bench.centre().hangUp(bench.dut().vin());
    pass(Duration.ofSeconds(2));
    Call call = bench.centre().calls().get(0);
    assertEquals(Optional.of("centre"), call.endedBy());
    assertTrue(call.ended().compareTo(call.connected()) >= 0);
    isWell();
  }

  @Test
  void eachOrderIsTakenWithoutTimePassing() {
    Duration before = bench.time().now();
    bench.centre().ringTime(Duration.ofSeconds(5));
    bench.centre().neverAnswer();
    bench.centre().refuse(486, 1);
    bench.centre().acknowledgeMsd(false);
    bench.centre().rejectMsd(true);
    for (Occupant occupant : Occupant.values()) {
      bench.centre().occupant(occupant);
    }
    bench.centre().servicesNeeded(List.of("ambulance"));
    bench.centre().speak(620);
    bench.centre().talkTime(Duration.ofMinutes(1));
    assertEquals(before, bench.time().now());
    isWell();
  }
}
