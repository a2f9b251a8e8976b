// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.emulated;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;

/** One controller on an {@link EmulatedBus}: transmit buffer and fault confinement. */
final class EmulatedNode implements CanNode, ErrorCounters {
  /** TEC or REC above this makes a node error-passive. */
  static final int PASSIVE_ABOVE = 127;

  /** TEC above this takes a node off the bus. */
  static final int BUS_OFF_ABOVE = 255;

  /** REC stops counting here. */
  static final int REC_CEILING = 136;

  /** An error-passive receiver that hears a good frame goes on from here (119 to 127 allowed). */
  private static final int REC_AFTER_PASSIVE = 119;

  final TransmitQueue queue = new TransmitQueue();
  final FrameListener listener;
  final boolean silent;
  private final EmulatedBus bus;
  private final String name;

  /** Connector on; changed by faults. */
  boolean plugged = true;

  /** An error-passive node that has just sent lets others go first until then. */
  long suspendedUntilNanos;

  /** Sequences of 11 recessive bits still to be seen before a bus-off node may return. */
  int recoveryLeft;

  private int tec;
  private int rec;
  private boolean busOff;
  private boolean closed;
  private long refused;

  EmulatedNode(EmulatedBus bus, String name, FrameListener listener, boolean silent) {
    this.bus = bus;
    this.name = name;
    this.listener = listener;
    this.silent = silent;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean send(Frame frame) {
    if (frame.isError()) {
      throw new IllegalArgumentException(
          "node " + name + " can't send an error frame; inject a fault with BusFaults");
    }
    if (closed || silent || busOff || !queue.add(frame)) {
      refused++;
      return false;
    }
    if (queue.size() == 1) {
      bus.members().beginsToWait(this);
    }
    bus.wantsToSend();
    return true;
  }

  @Override
  public int waiting() {
    return queue.size();
  }

  @Override
  public long refused() {
    return refused;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (!queue.isEmpty()) {
        bus.members().waitsNoMore();
        queue.clear();
      }
      bus.disconnected(this);
    }
  }

  boolean acknowledges() {
    return plugged && !silent && !busOff;
  }

  /** Whether what ends well on the bus reaches it. */
  boolean hears() {
    return plugged && !busOff;
  }

  boolean competes(long nowNanos) {
    return plugged && !busOff && !queue.isEmpty() && suspendedUntilNanos <= nowNanos;
  }

  @Override
  public int transmitErrors() {
    return tec;
  }

  @Override
  public int receiveErrors() {
    return rec;
  }

  @Override
  public ErrorState errorState() {
    if (busOff) {
      return ErrorState.BUS_OFF;
    }
    return tec > PASSIVE_ABOVE || rec > PASSIVE_ABOVE
        ? ErrorState.ERROR_PASSIVE
        : ErrorState.ERROR_ACTIVE;
  }

  /** Its frame has ended well. */
  void sent(Frame frame) {
    if (queue.remove(frame) && queue.isEmpty()) {
      bus.members().waitsNoMore();
    }
    if (tec > 0) {
      tec--;
    }
  }

  void receivedWell() {
    if (rec > PASSIVE_ABOVE) {
      rec = REC_AFTER_PASSIVE;
    } else if (rec > 0) {
      rec--;
    }
  }

  /** True if this took the node off the bus. */
  boolean transmitError() {
    tec += 8;
    if (tec > BUS_OFF_ABOVE && !busOff) {
      busOff = true;
      return true;
    }
    return false;
  }

  void receiveError(int points) {
    rec = Math.min(rec + points, REC_CEILING);
    bus.members().troubled();
  }

  void recovered() {
    busOff = false;
    tec = 0;
    rec = 0;
  }
}
