// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.can.binding.DomainReader;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.dcm.car.CarState;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.ModemAccess;
import dev.dcmrig.dcm.core.NonVolatileMemory;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.VirtualTimeline;
import dev.dcmrig.sim.pins.PinBoard;
import java.time.Duration;

/** What one part of a DCM needs to be tested without the others. */
public final class DcmParts {
  public final VirtualTimeline timeline = new VirtualTimeline();
  public final PinBoard pins = new PinBoard(timeline);
  public final NonVolatileMemory memory = new NonVolatileMemory();
  public final DcmSettings settings;
  public final DcmContext context;
  public final CarState car;
  private final TestReader reader = new TestReader();

  public DcmParts(String... changes) {
    settings = TestProfile.of(changes);
    context =
        new DcmContext(
            timeline,
            reader,
            pins,
            new ModemAccess(
                "127.0.0.1", 1, "1", "10.64.0.2", "sip:a@b", "VIN", java.nio.file.Path.of("")),
            memory,
            Seed.of(1).stream());
    car = new CarState(context, settings.acn().ignition());
  }

  public DomainReader reader() {
    return reader;
  }

  /** A frame with this value arrives now. */
  public void say(DomainValue value, Object what) {
    reader.stage(value, what);
    reader.onFrame(timeline.nowNanos(), dev.dcmrig.can.Frame.classic(1, new byte[8]));
  }

  /** The airbag's message is sent this often, and fails its protection now. */
  public void airbagFails() {
    reader.stageFailure();
    reader.onFrame(timeline.nowNanos(), dev.dcmrig.can.Frame.classic(1, new byte[8]));
  }

  public void airbagCycle(Duration cycle) {
    reader.airbagCycleNanos = cycle.toNanos();
  }

  public void pass(Duration duration) {
    timeline.runUntil(timeline.nowNanos() + duration.toNanos());
  }

  public void passMillis(long millis) {
    pass(Duration.ofMillis(millis));
  }
}
