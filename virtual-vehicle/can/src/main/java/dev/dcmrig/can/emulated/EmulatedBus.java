// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.emulated;

import dev.dcmrig.can.BusCapability;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.bits.FrameBits;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CAN bus on a timeline. One frame at a time: the most urgent frame of all nodes goes out when
 * the bus is free, lasts its exact number of bits, and reaches every other node at its end. Frames
 * pass by reference; nothing is allocated for a frame.
 *
 * <p>Does not simulate: propagation delay and sample points, two nodes sending the same identifier
 * at the same instant (the one connected first goes first), overload frames, the single bits of an
 * error (an injected bit error lies in the middle of its frame), CAN XL.
 */
public final class EmulatedBus implements CanBus {
  /** Bits between two frames (intermission). */
  private static final int INTERMISSION_BITS = 3;

  /** An error-passive sender waits this much longer before it sends again. */
  private static final int SUSPEND_BITS = 8;

  /** Six bits of error flag, six of the others' echo, eight of delimiter. */
  private static final int ERROR_FRAME_BITS = 20;

  /** Nobody answers a lone sender's flag: six bits of flag, eight of delimiter. */
  private static final int LONE_ERROR_FRAME_BITS = 14;

  /** ACK delimiter and end of frame, which a frame without acknowledgement doesn't reach. */
  private static final int AFTER_ACK_BITS = 8;

  /** On a bus that stays dominant, errors count again every eight bits. */
  private static final int DOMINANT_STEP_BITS = 8;

  /** A bus-off node returns after this many sequences of eleven recessive bits. */
  private static final int RECOVERY_SEQUENCES = 128;

  private static final int RECESSIVE_SEQUENCE_BITS = 11;

  private static final Set<BusCapability> CAPABILITIES =
      Set.of(
          BusCapability.FD,
          BusCapability.BIT_TIMING,
          BusCapability.ERROR_COUNTERS,
          BusCapability.FAULT_INJECTION);

  private final String uri;
  private final Timeline timeline;
  private final BitRates rates;
  private final Timer arbitration;
  private final Timer end;
  private final Timer dominantStep;
  private final Timer recovery;
  private final BusLoad load = new BusLoad();
  private final Map<Integer, Long> transmissions = new HashMap<>();

  private EmulatedNode[] nodes = {};
  private BusFaults faults = BusFaults.NONE;
  private @Nullable EmulatedNode babbler;
  private boolean countsTransmissions;
  private int offCount;

  private @Nullable EmulatedNode sender;
  private @Nullable Frame onWire;
  private boolean destroyed;
  private boolean acknowledged;
  private long busFreeNanos;
  private long idleSinceNanos;

  public EmulatedBus(String uri, Timeline timeline, BitRates rates) {
    this.uri = uri;
    this.timeline = timeline;
    this.rates = rates;
    this.arbitration = timeline.timer(this::arbitrate);
    this.end = timeline.timer(this::endOfFrame);
    this.dominantStep = timeline.timer(this::stayDominant);
    this.recovery = timeline.timer(this::recoverIdle);
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public Set<BusCapability> capabilities() {
    return CAPABILITIES;
  }

  /** Frames pass by reference, and a full queue refuses: nothing is lost on the way. */
  @Override
  public BusHealth health() {
    return BusHealth.WHOLE;
  }

  @Override
  public CanNode connect(String name, FrameListener listener) {
    return add(new EmulatedNode(this, name, listener, false));
  }

  @Override
  public CanNode listen(String name, FrameListener listener) {
    return add(new EmulatedNode(this, name, listener, true));
  }

  private EmulatedNode add(EmulatedNode node) {
    node.plugged = !faults.disconnected().contains(node.name());
    EmulatedNode[] more = Arrays.copyOf(nodes, nodes.length + 1);
    more[nodes.length] = node;
    nodes = more;
    return node;
  }

  /** Share of the last whole second that the bus was busy, 0 to 1. */
  public double load() {
    return load.lastSecond(timeline.nowNanos());
  }

  /** Puts deliberate faults in force, in place of those before. */
  public void faults(BusFaults newFaults) {
    faults = newFaults;
    countsTransmissions |= !newFaults.bitErrors().isEmpty();
    for (EmulatedNode node : nodes) {
      node.plugged = !newFaults.disconnected().contains(node.name());
    }
    EmulatedNode talking = babbler;
    if (talking != null) {
      babbler = null;
      talking.close();
    }
    if (newFaults.babblingId().isPresent()) {
      EmulatedNode idiot = new EmulatedNode(this, "babbling idiot", (time, frame) -> {}, false);
      babbler = idiot;
      add(idiot);
      babble(idiot);
    }
    if (newFaults.stuckDominant()) {
      goDominant();
    } else if (dominantStep.isArmed()) {
      dominantStep.cancel();
      long now = timeline.nowNanos();
      busFreeNanos = now + rates.nominalNanos(RECESSIVE_SEQUENCE_BITS);
      idleSinceNanos = now;
      wantsToSend();
      armRecovery();
    }
  }

  private void babble(EmulatedNode idiot) {
    faults.babblingId().ifPresent(id -> idiot.send(Frame.classic(id, new byte[8])));
  }

  @Override
  public void close() {
    arbitration.cancel();
    end.cancel();
    dominantStep.cancel();
    recovery.cancel();
    nodes = new EmulatedNode[0];
    sender = null;
  }

  void disconnected(EmulatedNode node) {
    nodes = Arrays.stream(nodes).filter(other -> other != node).toArray(EmulatedNode[]::new);
    if (node.errorState() == ErrorState.BUS_OFF) {
      offCount--;
    }
  }

  /** A node has something to send; all that ask at one instant compete. */
  void wantsToSend() {
    if (sender == null && !arbitration.isArmed() && !faults.stuckDominant()) {
      arbitration.armAt(Math.max(timeline.nowNanos(), busFreeNanos));
    }
  }

  private void arbitrate() {
    long now = timeline.nowNanos();
    EmulatedNode winner = null;
    long suspendedUntil = Long.MAX_VALUE;
    for (EmulatedNode node : nodes) {
      if (node.competes(now)) {
        if (winner == null || node.queue.firstKey() < winner.queue.firstKey()) {
          winner = node;
        }
      } else if (node.suspendedUntilNanos > now && !node.queue.isEmpty()) {
        suspendedUntil = Math.min(suspendedUntil, node.suspendedUntilNanos);
      }
    }
    if (winner == null) {
      if (suspendedUntil != Long.MAX_VALUE) {
        arbitration.armAt(suspendedUntil);
      }
      return;
    }
    startFrame(winner, now);
  }

  private void startFrame(EmulatedNode winner, long now) {
    if (offCount > 0) {
      countRecovery(now);
    }
    Frame frame = winner.queue.first();
    sender = winner;
    onWire = frame;
    destroyed = countsTransmissions && hasBitError(frame.id());
    acknowledged = isAcknowledged(winner);
    long bits = FrameBits.count(frame);
    long nominal = bits & 0xFFFF_FFFFL;
    long data = bits >>> 32;
    long nanos;
    if (destroyed) {
      nanos = rates.nanos(nominal / 2 + ERROR_FRAME_BITS, data / 2);
    } else if (acknowledged) {
      nanos = rates.nanos(nominal, data);
    } else {
      nanos = rates.nanos(nominal - AFTER_ACK_BITS + LONE_ERROR_FRAME_BITS, data);
    }
    load.busy(now, nanos);
    end.armAt(now + nanos);
  }

  private boolean hasBitError(int id) {
    long nth = transmissions.merge(id, 1L, Long::sum);
    return faults.bitErrors().contains(new BusFaults.BitError(id, nth));
  }

  private boolean isAcknowledged(EmulatedNode winner) {
    for (EmulatedNode node : nodes) {
      if (node != winner && node.acknowledges()) {
        return true;
      }
    }
    return false;
  }

  private void endOfFrame() {
    EmulatedNode by = sender;
    Frame frame = onWire;
    if (by == null || frame == null) {
      return;
    }
    long now = timeline.nowNanos();
    sender = null;
    onWire = null;
    busFreeNanos = now + rates.nominalNanos(INTERMISSION_BITS);
    idleSinceNanos = now;
    if (destroyed) {
      countError(by, now, ErrorFrames.PROTOCOL);
    } else if (!acknowledged) {
      if (by.errorState() == ErrorState.ERROR_ACTIVE) {
        by.transmitError();
      }
      suspendIfPassive(by);
      report(now, ErrorFrames.NO_ACKNOWLEDGE, by);
    } else {
      by.queue.remove(frame);
      by.sentWell();
      if (by == babbler) {
        babble(by);
      }
      suspendIfPassive(by);
      for (EmulatedNode node : nodes) {
        if (node != by && node.plugged && node.errorState() != ErrorState.BUS_OFF) {
          node.receivedWell();
          node.listener.onFrame(now, frame);
        }
      }
    }
    if (offCount > 0) {
      recoverAfterFrame();
    }
    wantsToSend();
  }

  private void suspendIfPassive(EmulatedNode node) {
    if (node.errorState() == ErrorState.ERROR_PASSIVE) {
      node.suspendedUntilNanos = busFreeNanos + rates.nominalNanos(SUSPEND_BITS);
    }
  }

  private void countError(EmulatedNode by, long now, int kind) {
    for (EmulatedNode node : nodes) {
      if (node != by && node.acknowledges()) {
        node.receiveError(1);
      }
    }
    if (by.transmitError()) {
      goOff(by, now);
    } else {
      suspendIfPassive(by);
    }
    report(now, kind, by);
  }

  private void goOff(EmulatedNode node, long now) {
    offCount++;
    node.recoveryLeft = RECOVERY_SEQUENCES;
    report(now, ErrorFrames.BUS_OFF, node);
  }

  private void report(long now, int kind, EmulatedNode about) {
    Frame error = null;
    for (EmulatedNode node : nodes) {
      if (node.silent && node.plugged) {
        if (error == null) {
          error = ErrorFrames.of(kind, about);
        }
        node.listener.onFrame(now, error);
      }
    }
  }

  // Bus-off recovery: each frame's end and each eleven idle bits count one sequence.

  private void countRecovery(long now) {
    recovery.cancel();
    long idleBits = (now - idleSinceNanos) * rates.nominalBitsPerSecond() / 1_000_000_000L;
    int sequences = (int) Math.min(RECOVERY_SEQUENCES, idleBits / RECESSIVE_SEQUENCE_BITS);
    for (EmulatedNode node : nodes) {
      if (node.errorState() == ErrorState.BUS_OFF) {
        recover(node, now, sequences);
      }
    }
  }

  private void recoverAfterFrame() {
    long now = timeline.nowNanos();
    for (EmulatedNode node : nodes) {
      if (node.errorState() == ErrorState.BUS_OFF) {
        recover(node, now, 1);
      }
    }
    armRecovery();
  }

  private void recoverIdle() {
    countRecovery(timeline.nowNanos());
    idleSinceNanos = timeline.nowNanos();
    armRecovery();
    wantsToSend();
  }

  private void recover(EmulatedNode node, long now, int sequences) {
    node.recoveryLeft -= sequences;
    if (node.recoveryLeft <= 0) {
      offCount--;
      node.recovered();
      report(now, ErrorFrames.RESTARTED, node);
    }
  }

  private void armRecovery() {
    if (offCount == 0 || faults.stuckDominant()) {
      recovery.cancel();
      return;
    }
    int least = RECOVERY_SEQUENCES;
    for (EmulatedNode node : nodes) {
      if (node.errorState() == ErrorState.BUS_OFF) {
        least = Math.min(least, node.recoveryLeft);
      }
    }
    // One bit more, since bit times are rounded down.
    recovery.armAt(idleSinceNanos + rates.nominalNanos((long) least * RECESSIVE_SEQUENCE_BITS + 1));
  }

  // A bus that stays dominant.

  private void goDominant() {
    EmulatedNode by = sender;
    end.cancel();
    arbitration.cancel();
    recovery.cancel();
    sender = null;
    onWire = null;
    if (by != null) {
      countError(by, timeline.nowNanos(), ErrorFrames.PROTOCOL);
    }
    dominantStep.armAfter(rates.nominalNanos(DOMINANT_STEP_BITS));
  }

  private void stayDominant() {
    long now = timeline.nowNanos();
    boolean counting = false;
    for (EmulatedNode node : nodes) {
      if (!node.acknowledges()) {
        continue;
      }
      if (!node.queue.isEmpty()) {
        counting = true;
        if (node.transmitError()) {
          goOff(node, now);
        }
      } else if (node.receiveErrors() < EmulatedNode.REC_CEILING) {
        counting = true;
        node.receiveError(8);
      }
    }
    load.busy(now, rates.nominalNanos(DOMINANT_STEP_BITS));
    // When every counter has had its fill, look again only now and then.
    dominantStep.armAfter(rates.nominalNanos(counting ? DOMINANT_STEP_BITS : 1000));
  }
}
