// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.TelematicsService.Requester;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every telematics service must do for a vehicle that is named by its VIN. */
abstract class TelematicsContract extends PortContract {

  @ParameterizedTest
  @EnumSource(Requester.class)
  void aRequestAboutEmergencyCallsIsAnsweredWithAStatus(Requester requester) {
    int status = bench.telematics().setEmergencyCall(bench.dut().vin(), requester, false);
    assertTrue(status >= 200 && status <= 599, () -> "status " + status);
    isWell();
  }

  @Test
  void emergencyCallsCanNeverBeDisabledByAnOwner() {
    String vin = bench.dut().vin();
    int status = bench.telematics().setEmergencyCall(vin, Requester.OWNER_APP, false);
    assertTrue(status >= 400 && status <= 499, () -> "status " + status);
    isWell();
  }

  @Test
  void whatIsSetTakesNoTimeAndMayBeSetAgain() {
    String vin = bench.dut().vin();
    Duration before = bench.time().now();
    for (boolean restricted : new boolean[] {true, true, false, false}) {
      bench.telematics().restrictData(vin, restricted);
    }
    bench.telematics().lapseSubscriptions(vin);
    bench.telematics().lapseSubscriptions(vin);
    bench.telematics().answerWith(503);
    bench.telematics().answerWith(200);
    assertEquals(before, bench.time().now());
    isWell();
  }
}
