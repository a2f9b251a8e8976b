package dev.dcmrig.ecus;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.binding.DomainWriter;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One message that is sent every cycle, at {@code offset + n x cycle} on the timeline's clock. The
 * phase is kept over interruptions, so that what a run looks like doesn't depend on its history.
 */
final class CyclicMessage {
  private final CyclicEcu ecu;
  private final Timeline timeline;
  private final DomainWriter writer;
  private final Timer timer;
  private final long cycleNanos;
  private final long offsetNanos;
  private final Set<Disturbance> disturbances = EnumSet.noneOf(Disturbance.class);

  /** Kept, since a send must not allocate. */
  private final Runnable sendOnce = this::sendOnce;

  private long dueNanos;

  CyclicMessage(CyclicEcu ecu, Timeline timeline, DomainWriter writer, long offsetNanos) {
    this.ecu = ecu;
    this.timeline = timeline;
    this.writer = writer;
    this.cycleNanos = TimeUnit.MILLISECONDS.toNanos(writer.message().cycleTimeMillis());
    this.offsetNanos = cycleNanos == 0 ? 0 : offsetNanos % cycleNanos;
    this.timer = timeline.timer(this::send);
  }

  DomainWriter writer() {
    return writer;
  }

  /** Sends at the next instant of its phase that is not before {@code earliestNanos}. */
  void resume(long earliestNanos) {
    if (cycleNanos > 0) {
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
  }

  void undisturb() {
    disturbances.clear();
  }

  private void send() {
    ecu.guard(sendOnce);
  }

  private void sendOnce() {
    if (disturbances.isEmpty()) {
      ecu.beforeSend(writer);
      ecu.transmit(writer.next());
    } else {
      sendDisturbed();
    }
    dueNanos += cycleNanos;
    long now = timeline.nowNanos();
    if (dueNanos < now) {
      // A real clock that was held up: what is in the past is not made up for.
      dueNanos = nextDue(now);
    }
    timer.armAt(dueNanos);
  }

  private void sendDisturbed() {
    if (disturbances.contains(Disturbance.SILENT)) {
      return;
    }
    ecu.beforeSend(writer);
    Frame frame =
        disturbances.contains(Disturbance.STUCK_COUNTER)
            ? writer.withStuckCounter()
            : writer.next();
    ecu.transmit(disturbances.contains(Disturbance.WRONG_CRC) ? writer.withWrongCrc(frame) : frame);
  }
}
