// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.bench;

import dev.dcmrig.bench.BenchConfiguration;
import dev.dcmrig.bench.driver.DcmDriver;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.VirtualTimeline;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The rig's own DCM, on virtual time. */
class EmulatedDcmContractTest extends DcmContract {
  private final VirtualTimeline timeline = new VirtualTimeline();

  @Override
  DcmDriver driver() {
    BenchConfiguration configuration =
        BenchConfiguration.load(home, home.benches().resolve("emulated.yaml"), Drivers.TABLE);
    return new EmulatedDcmDriver(DcmProfiles.read(configuration.profile()), "tps", Set.of());
  }

  @Override
  Timeline timeline() {
    return timeline;
  }

  @Override
  <T> T on(Supplier<T> work) {
    return work.get();
  }

  @Override
  boolean eventually(BooleanSupplier condition) {
    return timeline.runUntil(condition, timeline.nowNanos() + Duration.ofSeconds(20).toNanos());
  }

  @Override
  List<?> failures() {
    return List.of();
  }
}
