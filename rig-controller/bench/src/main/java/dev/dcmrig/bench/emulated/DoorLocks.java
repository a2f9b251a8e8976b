// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.emulated;

import static dev.dcmrig.can.binding.DomainValue.DOOR_LOCK;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.sim.Timeline;

/** What the body ECU last said of the doors' locks on one car's bus. On the bench's thread. */
public final class DoorLocks implements FrameListener {
  private static final String LOCKED = "LOCKED";

  private final VehicleBinding binding;
  private final Timeline timeline;
  private boolean locked;

  public DoorLocks(VehicleBinding binding, Timeline timeline) {
    this.binding = binding;
    this.timeline = timeline;
  }

  @Override
  public void onFrame(long timeNanos, Frame frame) {
    String word = binding.word(DOOR_LOCK, frame);
    if (word != null && locked != word.equals(LOCKED)) {
      locked = word.equals(LOCKED);
      timeline.changed();
    }
  }

  /** Whether all are locked; false before the first word. */
  public boolean locked() {
    return locked;
  }
}
