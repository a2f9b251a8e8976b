// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import dev.dcmrig.can.CyclicTransmission;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.binding.DomainWriter;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One message that is sent every cycle, at {@code offset + n x cycle} on the timeline's clock. The
 * phase is kept over interruptions, so that what a run looks like doesn't depend on its history.
 *
 * <p>A bus that can sends it by itself ({@link CyclicTransmission}), from its first instant on, for
 * as long as nothing disturbs it and its content stays. Else the timeline's timer says when, and
 * the bus goes on to say which frame is the next, so that the counter never jumps. From bus to
 * timeline the change sends a frame at once, since nobody knows when the bus would have: a frame
 * may come early, and no gap is longer than a cycle. From timeline to bus it happens at the instant
 * of a send.
 */
final class CyclicMessage {
  private static final String MOVING = "its content changes with every frame";

  private final CyclicEcu ecu;
  private final Timeline timeline;
  private final DomainWriter writer;
  private final Timer timer;
  private final Timer refresh;
  private final long cycleNanos;
  private final long offsetNanos;
  private final Set<Disturbance> disturbances = EnumSet.noneOf(Disturbance.class);
  private final Set<String> reasons = new LinkedHashSet<>();

  /** Kept, since a send must not allocate. */
  private final Runnable sendOnce = this::sendOnce;

  private long dueNanos;

  /** What the bus sends of it; null when it can't, or nothing is to be sent. */
  private @Nullable CyclicTransmission transmission;

  private boolean byBus;
  private boolean wasByBus;
  private boolean preparing;

  CyclicMessage(CyclicEcu ecu, Timeline timeline, DomainWriter writer, long offsetNanos) {
    this.ecu = ecu;
    this.timeline = timeline;
    this.writer = writer;
    this.cycleNanos = TimeUnit.MILLISECONDS.toNanos(writer.message().cycleTimeMillis());
    this.offsetNanos = cycleNanos == 0 ? 0 : offsetNanos % cycleNanos;
    this.timer = timeline.timer(this::send);
    this.refresh = timeline.timer(() -> ecu.guard(this::refreshBus));
  }

  DomainWriter writer() {
    return writer;
  }

  /** Who has sent it so far. */
  CyclicSending sending() {
    return new CyclicSending(writer.message().name(), wasByBus, List.copyOf(reasons));
  }

  /**
   * Sends at the next instant of its phase that is not before {@code earliestNanos}.
   *
   * @param refusal why the bus can't do it by itself; null if it can
   */
  void resume(long earliestNanos, @Nullable String refusal) {
    if (cycleNanos > 0) {
      if (refusal == null) {
        transmission = ecu.openTransmission(cycleNanos, writer.sequence());
      } else {
        reasons.add(refusal);
      }
      dueNanos = nextDue(earliestNanos);
      timer.armAt(dueNanos);
    }
  }

  private long nextDue(long earliestNanos) {
    long cycles = Math.floorDiv(earliestNanos - offsetNanos + cycleNanos - 1, cycleNanos);
    return offsetNanos + Math.max(0, cycles) * cycleNanos;
  }

  void pause() {
    timer.cancel();
    refresh.cancel();
    byBus = false;
    if (transmission != null) {
      transmission.close();
      transmission = null;
    }
  }

  /** Sends nothing until {@link #speak}; the bus keeps its place in the sequence. */
  void hush() {
    timer.cancel();
    refresh.cancel();
    CyclicTransmission bus = transmission;
    if (bus != null && byBus) {
      bus.stop();
    }
    byBus = false;
  }

  /** Goes on at the next instant of its phase. */
  void speak(long nowNanos) {
    if (cycleNanos > 0) {
      dueNanos = nextDue(nowNanos);
      timer.armAt(dueNanos);
    }
  }

  void disturb(Disturbance disturbance) {
    if (disturbance != Disturbance.SILENT && !writer.isProtected()) {
      throw new IllegalArgumentException(
          "message "
              + writer.message().name()
              + " has neither CRC nor counter: "
              + disturbance
              + " is not possible; disturb a protected message, or make it SILENT");
    }
    disturbances.add(disturbance);
    changed();
  }

  void undisturb() {
    disturbances.clear();
  }

  /**
   * Something of it has been set. The bus gets it when all that happens at this instant is done.
   */
  void changed() {
    if (byBus && !preparing && !refresh.isArmed()) {
      refresh.armAfter(0);
    }
  }

  private void send() {
    ecu.guard(sendOnce);
  }

  private void sendOnce() {
    CyclicTransmission bus = transmission;
    if (bus == null) {
      sendByTimeline();
    } else if (sendByBus(bus)) {
      return;
    }
    dueNanos += cycleNanos;
    long now = timeline.nowNanos();
    if (dueNanos < now) {
      // A real clock that was held up: what is in the past is not made up for.
      dueNanos = nextDue(now);
    }
    timer.armAt(dueNanos);
  }

  /** Sends it now, as it is disturbed, outside of what the bus does by itself. */
  void sendByTimeline() {
    if (disturbances.isEmpty()) {
      prepare();
      ecu.transmit(writer.next());
    } else if (!disturbances.contains(Disturbance.SILENT)) {
      prepare();
      Frame frame =
          disturbances.contains(Disturbance.STUCK_COUNTER)
              ? writer.withStuckCounter()
              : writer.next();
      ecu.transmit(asDisturbed(frame));
    }
  }

  private Frame asDisturbed(Frame frame) {
    return disturbances.contains(Disturbance.WRONG_CRC) ? writer.withWrongCrc(frame) : frame;
  }

  /** Brings the values up to date; gives whether they go on changing by themselves. */
  private boolean prepare() {
    preparing = true;
    try {
      return ecu.beforeSend(writer);
    } finally {
      preparing = false;
    }
  }

  /** One send through the bus; gives whether it goes on by itself from here. */
  private boolean sendByBus(CyclicTransmission bus) {
    if (disturbances.contains(Disturbance.SILENT)) {
      reasons.add(disturbed());
      return false;
    }
    boolean moving = prepare();
    Frame[] sequence = writer.sequence();
    if (disturbances.isEmpty() && !moving) {
      bus.start(sequence);
      byBus = true;
      wasByBus = true;
      return true;
    }
    reasons.add(disturbances.isEmpty() ? MOVING : disturbed());
    if (disturbances.contains(Disturbance.STUCK_COUNTER)) {
      Frame last = sequence[Math.floorMod(bus.next() - 1, sequence.length)];
      ecu.transmit(asDisturbed(last));
    } else {
      for (int index = 0; index < sequence.length; index++) {
        sequence[index] = asDisturbed(sequence[index]);
      }
      bus.sendNext(sequence);
    }
    return false;
  }

  private String disturbed() {
    return "it is disturbed: "
        + disturbances.stream().map(Disturbance::name).collect(Collectors.joining(" and "));
  }

  /** Gives new contents to the bus, or takes the message back from it. */
  private void refreshBus() {
    CyclicTransmission bus = transmission;
    if (bus == null || !byBus) {
      return;
    }
    if (disturbances.isEmpty() && !prepare()) {
      bus.replace(writer.sequence());
      return;
    }
    bus.stop();
    byBus = false;
    dueNanos = nextDue(timeline.nowNanos()) - cycleNanos;
    sendOnce();
  }
}
