// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.Vehicle.Ignition;
import dev.dcmrig.evidence.NoRecorder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** No socket of the rig can be reached from another machine. */
@EnabledOnOs(OS.LINUX)
class LoopbackOnlyTest {
  @Test
  void aScenarioListensOnLoopbackOnly() throws IOException {
    try (OneBench benches = new OneBench(Set.of());
        Bench bench = benches.open("loopback", 7, NoRecorder.INSTANCE)) {
      bench.vehicle(bench.dut().vin()).ignition(Ignition.ON);
      bench.time().advance(Duration.ofSeconds(8));
      bench.vehicle(bench.dut().vin()).pressSos(Duration.ofMillis(800));
      bench.time().advance(Duration.ofSeconds(20));
      List<OwnSockets.Entry> sockets = OwnSockets.all();
      assertTrue(sockets.size() > 6, "proxy, centre, service and mail were not seen");
      assertEquals(List.of(), sockets.stream().filter(each -> !each.isLoopback()).toList());
    }
  }
}
