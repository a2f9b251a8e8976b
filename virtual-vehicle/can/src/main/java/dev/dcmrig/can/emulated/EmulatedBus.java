// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.emulated;

import dev.dcmrig.can.BusCapability;
import dev.dcmrig.can.BusHealth;
import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
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
  private final Members members = new Members();
  private final BusOffRecovery recovery;
  private final long intermissionNanos;
  private final BusLoad load = new BusLoad();
  private final Map<Integer, Long> transmissions = new HashMap<>();

  private BusFaults faults = BusFaults.NONE;
  private @Nullable EmulatedNode babbler;
  private boolean countsTransmissions;
  private boolean closed;

  private @Nullable EmulatedNode sender;
  private @Nullable Frame onWire;
  private boolean destroyed;
  private boolean acknowledged;
  private long busFreeNanos;

  public EmulatedBus(String uri, Timeline timeline, BitRates rates) {
    this.uri = uri;
    this.timeline = timeline;
    this.rates = rates;
    this.arbitration = timeline.timer(this::arbitrate);
    this.end = timeline.timer(this::endOfFrame);
    this.dominantStep = timeline.timer(this::stayDominant);
    this.recovery = new BusOffRecovery(timeline, rates, members, this::wantsToSend);
    this.intermissionNanos = rates.nominalNanos(INTERMISSION_BITS);
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
    members.add(node);
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
    for (EmulatedNode node : members.all()) {
      node.plugged = !newFaults.disconnected().contains(node.name());
    }
    members.changed();
    EmulatedNode talking = babbler;
    if (talking != null) {
      babbler = null;
      talking.close();
    }
    if (newFaults.babblingId().isPresent()) {
      EmulatedNode idiot = new EmulatedNode(this, "babbling idiot", FrameListener.NONE, false);
      babbler = idiot;
      add(idiot);
      babble(idiot);
    }
    if (newFaults.stuckDominant()) {
      goDominant();
    } else if (dominantStep.isArmed()) {
      dominantStep.cancel();
      long now = timeline.nowNanos();
      busFreeNanos = now + BusOffRecovery.sequenceNanos(rates);
      recovery.idle(now);
      wantsToSend();
      recovery.resume();
    }
  }

  private void babble(EmulatedNode idiot) {
    faults.babblingId().ifPresent(id -> idiot.send(Frame.classic(id, new byte[8])));
  }

  @Override
  public void close() {
    closed = true;
    arbitration.cancel();
    end.cancel();
    dominantStep.cancel();
    recovery.stop();
    members.clear();
    sender = null;
  }

  void disconnected(EmulatedNode node) {
    members.remove(node);
    recovery.left(node);
  }

  Members members() {
    return members;
  }

  /** A node has something to send; all that ask at one instant compete. */
  void wantsToSend() {
    if (sender == null && !arbitration.isArmed() && !faults.stuckDominant() && !closed) {
      arbitration.armAt(Math.max(timeline.nowNanos(), busFreeNanos));
    }
  }

  private void arbitrate() {
    long now = timeline.nowNanos();
    EmulatedNode only = members.onlyWaiting();
    if (only != null && only.competes(now)) {
      startFrame(only, now);
      return;
    }
    EmulatedNode winner = null;
    long suspendedUntil = Long.MAX_VALUE;
    for (EmulatedNode node : members.all()) {
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
    recovery.frameBegins(now);
    Frame frame = winner.queue.first();
    sender = winner;
    onWire = frame;
    destroyed = countsTransmissions && hasBitError(frame.id());
    acknowledged = members.acknowledge(winner);
    long bits = frame.wireBits();
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

  private void endOfFrame() {
    EmulatedNode by = sender;
    Frame frame = onWire;
    if (by == null || frame == null) {
      return;
    }
    long now = timeline.nowNanos();
    sender = null;
    onWire = null;
    busFreeNanos = now + intermissionNanos;
    recovery.idle(now);
    if (destroyed) {
      countError(by, now, ErrorFrames.PROTOCOL);
    } else if (!acknowledged) {
      if (by.errorState() == ErrorState.ERROR_ACTIVE) {
        by.transmitError();
      }
      suspendIfPassive(by);
      members.report(now, ErrorFrames.NO_ACKNOWLEDGE, by);
    } else {
      by.sent(frame);
      if (by == babbler) {
        babble(by);
      }
      suspendIfPassive(by);
      members.deliver(by, now, frame);
    }
    recovery.frameEnded(now);
    if (members.anyWaits()) {
      wantsToSend();
    }
  }

  private void suspendIfPassive(EmulatedNode node) {
    if (node.errorState() == ErrorState.ERROR_PASSIVE) {
      node.suspendedUntilNanos = busFreeNanos + rates.nominalNanos(SUSPEND_BITS);
    }
  }

  private void countError(EmulatedNode by, long now, int kind) {
    for (EmulatedNode node : members.all()) {
      if (node != by && node.acknowledges()) {
        node.receiveError(1);
      }
    }
    if (by.transmitError()) {
      recovery.wentOff(by, now);
    } else {
      suspendIfPassive(by);
    }
    members.report(now, kind, by);
  }

  // A bus that stays dominant.

  private void goDominant() {
    EmulatedNode by = sender;
    end.cancel();
    arbitration.cancel();
    recovery.stop();
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
    for (EmulatedNode node : members.all()) {
      if (!node.acknowledges()) {
        continue;
      }
      if (!node.queue.isEmpty()) {
        counting = true;
        if (node.transmitError()) {
          recovery.wentOff(node, now);
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
