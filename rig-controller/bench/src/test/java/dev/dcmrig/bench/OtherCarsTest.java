// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.bench.config.RigHome;
import dev.dcmrig.bench.emulated.Notebook;
import dev.dcmrig.evidence.NoRecorder;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.VirtualTimeline;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bench that can't hold another car says so before it starts any part of one. */
class OtherCarsTest {

  @ParameterizedTest
  @CsvSource({"vcan.yaml, socketcan:", "vcan-process.yaml, socketcan:"})
  void aKernelsBusExistsOnce(String file, String reason) {
    RigHome home = RigHome.find();
    BenchConfiguration configuration =
        BenchConfiguration.load(home, home.benches().resolve(file), TestDrivers.TABLE);
    BoundBench.Parts parts =
        new BoundBench.Parts(
            home,
            site -> {
              throw new AssertionError("nobody opens this");
            },
            Map.of(),
            () -> {});
    VirtualTimeline timeline = new VirtualTimeline();
    OtherCars cars =
        new OtherCars(
            "only",
            new BoundBench.Shared(
                configuration, parts, timeline, new BenchHealth(), Seed.of(7), new Closing()),
            new Notebook(timeline, NoRecorder.INSTANCE));
    BenchBroken thrown = assertThrows(BenchBroken.class, cars::open);
    String message = String.valueOf(thrown.getMessage());
    assertTrue(message.contains("one car only") && message.contains(reason), message);
    assertEquals(0, cars.dcms().size());
  }
}
