// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.dcm;

import dev.dcmrig.can.BusCapability;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.candump.FrameText;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The rig's bus at a DCM's end: one controller, whose frames come in turns, and listeners that are
 * told of its own. Does not do: a frame that a full controller refuses looks as if it was taken.
 */
final class RigBus implements CanBus {
  private static final Set<BusCapability> CAPABILITIES =
      Set.of(BusCapability.FD, BusCapability.BIT_TIMING);

  private final RigLines lines;
  private final Map<Long, FrameListener> ears = new HashMap<>();
  private FrameListener controller = FrameListener.NONE;
  private long lastEar;

  RigBus(RigLines lines) {
    this.lines = lines;
  }

  /** A frame of somebody else. */
  void frame(long timeNanos, Frame frame) {
    controller.onFrame(timeNanos, frame);
  }

  /** A frame of this DCM has been on the bus. */
  void sent(long timeNanos, long ear, Frame frame) {
    FrameListener listener = ears.get(ear);
    if (listener != null) {
      listener.onFrame(timeNanos, frame);
    }
  }

  /** How many ears have been opened, and closed. */
  long ears() {
    return 2 * lastEar - ears.size();
  }

  @Override
  public String uri() {
    return "clock";
  }

  @Override
  public Set<BusCapability> capabilities() {
    return CAPABILITIES;
  }

  @Override
  public BusHealth health() {
    return BusHealth.WHOLE;
  }

  @Override
  public CanNode connect(String name, FrameListener listener) {
    controller = listener;
    return new Controller(name);
  }

  @Override
  public CanNode listen(String name, FrameListener listener) {
    long ear = ++lastEar;
    ears.put(ear, listener);
    lines.say("confirm " + ear + " on");
    return new Ear(name, ear);
  }

  @Override
  public void close() {
    ears.clear();
    controller = FrameListener.NONE;
  }

  private final class Controller implements CanNode {
    private final String name;

    Controller(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean send(Frame frame) {
      lines.say("send " + FrameText.log(frame));
      return true;
    }

    @Override
    public long refused() {
      return 0;
    }

    @Override
    public void close() {
      controller = FrameListener.NONE;
    }
  }

  private final class Ear implements CanNode {
    private final String name;
    private final long number;

    Ear(String name, long number) {
      this.name = name;
      this.number = number;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean send(Frame frame) {
      return false;
    }

    @Override
    public long refused() {
      return 0;
    }

    @Override
    public void close() {
      if (ears.remove(number) != null) {
        lines.say("confirm " + number + " off");
      }
    }
  }
}
