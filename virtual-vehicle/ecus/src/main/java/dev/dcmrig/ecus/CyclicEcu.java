// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.CyclicTransmission;
import dev.dcmrig.can.Frame;
import dev.dcmrig.can.FrameListener;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.can.binding.DomainWriter;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An ECU that sends its messages in their cycles for as long as it has supply and the bus is awake.
 * Woken, it begins as after a loss of its supply: {@link #BOOT_NANOS} later, with its counters at
 * 0. When its software throws it stops and is reported; nobody else is harmed.
 *
 * <p>Does not simulate: bus-off handling beyond what the controller does, event-triggered sends,
 * jitter of its own clock.
 */
public abstract class CyclicEcu implements Ecu {

  /** From supply, or from being woken, to the first message. */
  public static final long BOOT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private enum State {
    NEW,
    OFF,
    SENDING,
    /** With supply, on a bus that sleeps: it hears, and sends nothing by itself. */
    ASLEEP,
    STOPPED
  }

  private final String name;
  private final EcuContext context;
  private final EcuMessages messages;
  private @Nullable CanNode node;
  private final Timer reserve;
  private final @Nullable EcuDiagnostics diagnostics;
  private State state = State.NEW;
  private boolean listens;

  /** Whether a tester lets it receive. */
  private boolean hears = true;

  private int acceptedId;
  private double supplyVolts;
  private long refusedBefore;

  /**
   * @param offsetMillis phase of its first message
   * @param writers its messages
   */
  protected CyclicEcu(
      String name, EcuContext context, int offsetMillis, List<DomainWriter> writers) {
    this.name = name;
    this.context = context;
    this.reserve = context.timeline().timer(this::supplyLost);
    this.diagnostics = context.diagnostics().join(name);
    if (diagnostics != null) {
      diagnostics.onReset(this::reset);
      diagnostics.onCommunication(this::communication);
    }
    context.network().join(new Sleeper());
    this.messages =
        new EcuMessages(this, context.binding(), context.timeline(), offsetMillis, writers);
  }

  @Override
  public final String name() {
    return name;
  }

  protected final Timeline timeline() {
    return context.timeline();
  }

  @Override
  public final void start() {
    if (state != State.NEW) {
      throw new IllegalStateException("ECU " + name + " has been started before");
    }
    state = State.OFF;
    if (supplyVolts >= MINIMUM_SUPPLY_VOLTS) {
      // The car has been standing there with its battery connected: nothing boots.
      send(timeline().nowNanos());
    }
  }

  @Override
  public final void stop() {
    if (state == State.STOPPED) {
      return;
    }
    state = State.STOPPED;
    reserve.cancel();
    messages.pause();
    leaveBus();
  }

  @Override
  public final void supply(double volts) {
    supplyVolts = volts;
    if (diagnostics != null) {
      diagnostics.supplyVolts(volts);
    }
    boolean enough = volts >= MINIMUM_SUPPLY_VOLTS;
    if (enough) {
      reserve.cancel();
    }
    if (enough && state == State.OFF) {
      guard(
          () -> {
            poweredOn();
            // Its supply coming back wakes a sleeping car; the others find it already awake.
            context.network().happened();
            send(timeline().nowNanos() + BOOT_NANOS);
          });
    } else if (!enough && (state == State.SENDING || state == State.ASLEEP) && !reserve.isArmed()) {
      if (reserveNanos() > 0) {
        reserve.armAfter(reserveNanos());
      } else {
        supplyLost();
      }
    }
  }

  private void supplyLost() {
    guard(
        () -> {
          state = State.OFF;
          messages.pause();
          leaveBus();
          poweredOff();
        });
  }

  /** A tester asked for it: as after a loss of supply. */
  private void reset() {
    if (state == State.SENDING) {
      supplyLost();
      supply(supplyVolts);
    }
  }

  private void send(long earliestNanos) {
    node = context.bus().connect(name, listens ? this::receive : FrameListener.NONE);
    sendCycles(earliestNanos);
  }

  private void receive(long timeNanos, Frame frame) {
    if (frame.id() != acceptedId || !hears) {
      return;
    }
    // As guard does, without an object for each frame.
    try {
      received(frame);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      failed(e);
    }
  }

  private void sendCycles(long earliestNanos) {
    state = State.SENDING;
    if (diagnostics != null && node != null) {
      diagnostics.on(node, earliestNanos);
    }
    hears = true;
    messages.begin(earliestNanos, context.bus().cyclicRefusal());
  }

  /** A tester switches its normal messages off and on (ISO 14229-1:2020, 10.5). */
  private void communication(boolean sends, boolean receives) {
    if (state == State.SENDING) {
      hears = receives;
      messages.quiet(!sends, timeline().nowNanos());
    }
  }

  /** What network management wants of this ECU. */
  private final class Sleeper implements NetworkManagement.Member {
    @Override
    public void sleep() {
      if (state == State.SENDING) {
        state = State.ASLEEP;
        // The session ends with the bus, and what a tester has switched off in it is on again.
        hears = true;
        messages.pause();
        endDiagnostics();
      }
    }

    @Override
    public void wake() {
      if (state == State.ASLEEP) {
        guard(() -> sendCycles(timeline().nowNanos() + BOOT_NANOS));
      }
    }
  }

  /** Sends each of its messages once, if the bus sleeps; otherwise its cycles do. */
  protected final void sendOnceAsleep() {
    if (state == State.ASLEEP) {
      messages.sendOnce();
    }
  }

  /** Something has happened in the car that keeps the bus awake, or wakes it. */
  protected final void happened() {
    context.network().happened();
  }

  /** The ignition switch was turned; while it is not OFF the bus stays awake. */
  protected final void ignitionTurned(boolean notOff) {
    context.network().ignition(notOff);
  }

  protected final boolean isAsleep() {
    return state == State.ASLEEP;
  }

  /** The word that a frame says of an enumerated value; null when it says none. */
  protected final @Nullable String word(DomainValue value, Frame frame) {
    return context.binding().word(value, frame);
  }

  /** A controller without supply sends nothing that is queued, and acknowledges nothing. */
  private void leaveBus() {
    endDiagnostics();
    CanNode connected = node;
    node = null;
    if (connected != null) {
      refusedBefore += connected.refused();
      connected.close();
    }
  }

  private void endDiagnostics() {
    if (diagnostics != null) {
      diagnostics.off();
    }
  }

  /** A test of this ECU's own has ended: a trouble code that its file has for it follows. */
  protected final void tested(String test, boolean failed) {
    if (diagnostics != null) {
      diagnostics.tested(test, failed);
    }
  }

  /** Queues a frame at this ECU's controller, which counts those it can't take. */
  final void transmit(Frame frame) {
    if (node != null) {
      node.send(frame);
    }
  }

  /** A sequence at this ECU's controller; null without supply. */
  final @Nullable CyclicTransmission openTransmission(long periodNanos, Frame... sequence) {
    return node == null ? null : node.cyclic(periodNanos, sequence);
  }

  /** Frames that its controller could not take so far. */
  public final long refused() {
    return refusedBefore + (node == null ? 0 : node.refused());
  }

  /** Who has sent its messages so far. */
  public final List<CyclicSending> sendings() {
    return messages.sendings();
  }

  /** Whether it has supply, works, and sends its cycles. */
  public final boolean isSending() {
    return state == State.SENDING;
  }

  public final boolean carries(DomainValue value) {
    return messages.carries(value);
  }

  /** Disturbs the message that carries the value, in addition to what disturbs it already. */
  public final void disturb(DomainValue value, Disturbance disturbance) {
    messages.with(value).disturb(disturbance);
  }

  /** Ends all disturbances of the message that carries the value. */
  public final void undisturb(DomainValue value) {
    messages.with(value).undisturb();
  }

  protected final void set(DomainValue value, double number) {
    if (isLeftOut(value)) {
      return;
    }
    CyclicMessage message = messages.with(value);
    message.writer().set(value, number);
    message.changed();
  }

  protected final void set(DomainValue value, String word) {
    if (isLeftOut(value)) {
      return;
    }
    CyclicMessage message = messages.with(value);
    message.writer().set(value, word);
    message.changed();
  }

  /**
   * Whether this car's bus does not carry the value. A car may do without while nobody asks for it.
   *
   * @throws IllegalStateException once the ECU runs: then something has happened that needs it
   */
  private boolean isLeftOut(DomainValue value) {
    if (context.binding().isBound(value)) {
      return false;
    }
    if (state != State.NEW) {
      context.binding().signal(value);
    }
    return true;
  }

  /** The largest number that the bound signal can say. */
  protected final double maximum(DomainValue value) {
    return context.binding().isBound(value)
        ? context.binding().signal(value).maximum()
        : Double.MAX_VALUE;
  }

  /**
   * Brings the values of a message up to date; on the hot path.
   *
   * @return whether they go on changing although nobody sets them: then this must be asked before
   *     each send, and the bus can't send the message by itself
   */
  protected boolean beforeSend(DomainWriter writer) {
    return false;
  }

  /** How long it works on after its supply is gone, in nanoseconds. */
  protected long reserveNanos() {
    return 0;
  }

  /**
   * Has {@link #received} told of the frames that may carry a value; for the few ECUs that wait for
   * one, before they start. As the acceptance filter of a controller does: by the identifier alone.
   */
  protected final void listenFor(DomainValue value) {
    listens = context.binding().isBound(value);
    if (listens) {
      acceptedId = context.binding().message(value).id();
    }
  }

  /** A frame of another node that {@link #listenFor} let through. */
  protected void received(Frame frame) {}

  /** The supply came back; what was in volatile memory is gone. */
  protected void poweredOn() {}

  /** The supply was lost. */
  protected void poweredOff() {}

  /** Runs a part of this ECU's software. What it throws ends this ECU and nothing else. */
  protected final void guard(Runnable software) {
    try {
      software.run();
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      failed(e);
    }
  }

  private void failed(Throwable thrown) {
    stop();
    context.failures().ecuFailed(name, thrown);
  }
}
