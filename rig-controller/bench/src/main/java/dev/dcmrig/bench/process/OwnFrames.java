// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The frames of a DCM's process, and who of it wants to know when they were on the bus
 * (L_Data.confirm). On the timeline's thread.
 */
final class OwnFrames {
  /** More than a controller holds. */
  private static final int MAX_WAITING = 256;

  private final CanBus bus;
  private final Confirmation confirmation;
  private final Map<Long, Ear> ears = new HashMap<>();

  /** Told of each, once for each ear. */
  interface Confirmation {
    void sent(long ear, Frame frame);
  }

  OwnFrames(CanBus bus, Confirmation confirmation) {
    this.bus = bus;
    this.confirmation = confirmation;
  }

  /** Sends a frame, of which a full controller knows nothing. */
  void send(CanNode node, Frame frame) {
    if (node.send(frame)) {
      ears.values().forEach(ear -> ear.expect(frame));
    }
  }

  /** An ear is opened, or closed. */
  void confirm(long number, boolean on) {
    Ear ear = ears.remove(number);
    if (ear != null) {
      ear.node.close();
    }
    if (on) {
      ears.put(number, new Ear(number));
    }
  }

  void close() {
    ears.values().forEach(ear -> ear.node.close());
    ears.clear();
  }

  /** A silent listener that passes over what others sent. */
  private final class Ear implements FrameListener {
    private final long number;
    private final List<Frame> expected = new ArrayList<>();
    private final CanNode node;

    Ear(long number) {
      this.number = number;
      this.node = bus.listen("dcm's own frames", this);
    }

    void expect(Frame frame) {
      if (expected.size() == MAX_WAITING) {
        expected.remove(0);
      }
      expected.add(frame);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very frame that was sent, not one like it
    public void onFrame(long timeNanos, Frame frame) {
      for (int index = 0; index < expected.size(); index++) {
        if (expected.get(index) == frame) {
          expected.remove(index);
          confirmation.sent(number, frame);
          return;
        }
      }
    }
  }
}
