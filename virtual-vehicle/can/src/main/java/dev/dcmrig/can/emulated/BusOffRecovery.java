// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.emulated;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;

/**
 * Brings nodes back that went off the bus: each frame's end and each eleven idle bits count one
 * sequence, and {@link #SEQUENCES} of them are needed (ISO 11898-1:2015, 12.1.4.4).
 */
final class BusOffRecovery {
  private static final int SEQUENCES = 128;
  private static final int RECESSIVE_SEQUENCE_BITS = 11;

  private final Timeline timeline;
  private final BitRates rates;
  private final Members members;
  private final Runnable wantsToSend;
  private final Timer timer;
  private int offCount;
  private long idleSinceNanos;
  private boolean dominant;

  /**
   * @param wantsToSend called when a node may have come back on an idle bus
   */
  BusOffRecovery(Timeline timeline, BitRates rates, Members members, Runnable wantsToSend) {
    this.timeline = timeline;
    this.rates = rates;
    this.members = members;
    this.wantsToSend = wantsToSend;
    this.timer = timeline.timer(this::recoverIdle);
  }

  /** How long eleven recessive bits last. */
  static long sequenceNanos(BitRates rates) {
    return rates.nominalNanos(RECESSIVE_SEQUENCE_BITS);
  }

  void wentOff(EmulatedNode node, long now) {
    offCount++;
    node.recoveryLeft = SEQUENCES;
    members.changed();
    members.report(now, ErrorFrames.BUS_OFF, node);
  }

  void left(EmulatedNode node) {
    if (node.errorState() == ErrorState.BUS_OFF) {
      offCount--;
    }
  }

  /** The bus is idle from this instant on. */
  void idle(long now) {
    idleSinceNanos = now;
  }

  /** A frame begins: the idle time before it counts. */
  void frameBegins(long now) {
    if (offCount > 0) {
      count(now);
    }
  }

  void frameEnded(long now) {
    if (offCount == 0) {
      return;
    }
    for (EmulatedNode node : members.all()) {
      if (node.errorState() == ErrorState.BUS_OFF) {
        recover(node, now, 1);
      }
    }
    arm();
  }

  /** The bus is dominant: nobody comes back. */
  void stop() {
    dominant = true;
    timer.cancel();
  }

  /** The bus is recessive again. */
  void resume() {
    dominant = false;
    arm();
  }

  private void count(long now) {
    timer.cancel();
    long idleBits = (now - idleSinceNanos) * rates.nominalBitsPerSecond() / 1_000_000_000L;
    int sequences = (int) Math.min(SEQUENCES, idleBits / RECESSIVE_SEQUENCE_BITS);
    for (EmulatedNode node : members.all()) {
      if (node.errorState() == ErrorState.BUS_OFF) {
        recover(node, now, sequences);
      }
    }
  }

  private void recoverIdle() {
    count(timeline.nowNanos());
    idleSinceNanos = timeline.nowNanos();
    arm();
    wantsToSend.run();
  }

  private void recover(EmulatedNode node, long now, int sequences) {
    node.recoveryLeft -= sequences;
    if (node.recoveryLeft <= 0) {
      offCount--;
      node.recovered();
      members.changed();
      members.report(now, ErrorFrames.RESTARTED, node);
    }
  }

  private void arm() {
    if (offCount == 0 || dominant) {
      timer.cancel();
      return;
    }
    int least = SEQUENCES;
    for (EmulatedNode node : members.all()) {
      if (node.errorState() == ErrorState.BUS_OFF) {
        least = Math.min(least, node.recoveryLeft);
      }
    }
    // One bit more, since bit times are rounded down.
    timer.armAt(idleSinceNanos + rates.nominalNanos((long) least * RECESSIVE_SEQUENCE_BITS + 1));
  }
}
