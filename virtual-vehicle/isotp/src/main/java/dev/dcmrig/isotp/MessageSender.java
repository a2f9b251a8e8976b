// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of a connection (ISO 15765-2:2016, 9.2, 9.3, 9.6.5, 9.7).
 *
 * <pre>
 *   IDLE         request                   -> SINGLE or FIRST
 *   SINGLE       on the bus                -> N_OK
 *   FIRST        on the bus                -> FLOW, N_Bs runs
 *   FLOW         continue                  -> PAUSE (N_Cs of this end), then CONSECUTIVE
 *                wait                      -> FLOW, N_Bs runs anew; too often: N_WFT_OVRN
 *                overflow, reserved        -> N_BUFFER_OVFLW, N_INVALID_FS
 *                N_Bs is over              -> N_TIMEOUT_Bs
 *   CONSECUTIVE  on the bus                -> last one: N_OK; block full: FLOW; else PAUSE (STmin)
 *   each frame   not on the bus in N_As    -> N_TIMEOUT_A
 * </pre>
 *
 * A flow control in any other state is ignored (9.8.3). BS and STmin of each "continue" hold until
 * the next one (9.6.5.6).
 */
final class MessageSender implements Outgoing.Owner {
  private enum State {
    IDLE,
    SINGLE,
    FIRST,
    FLOW,
    PAUSE,
    CONSECUTIVE
  }

  private static final byte[] NOTHING = {};

  private final Timeline timeline;
  private final IsoTpOptions options;
  private final NPduWriter writer;
  private final Outgoing outgoing;
  private final TimeMeter meter;
  private final Timer flowTimer;
  private final Timer pauseTimer;

  private State state = State.IDLE;
  private IsoTpFaults faults = IsoTpFaults.NONE;
  private byte[] message = NOTHING;
  private @Nullable Consumer<NResult> result;

  /** Bytes of the message that have been given to the bus. */
  private int sent;

  /** Consecutive frames so far. */
  private int frames;

  /** Consecutive frames until the next flow control; 0: all. */
  private int blockSize;

  private int inBlock;
  private int waits;
  private long separationNanos;

  /** When the wait that now runs began: N_Bs or N_Cs. */
  private long sinceNanos;

  MessageSender(
      Timeline timeline,
      CanNode node,
      boolean tellsInOrder,
      IsoTpOptions options,
      NPduWriter writer,
      TimeMeter meter) {
    this.timeline = timeline;
    this.options = options;
    this.writer = writer;
    this.meter = meter;
    this.outgoing = new Outgoing(node, timeline, tellsInOrder, options.timeouts().asNanos(), this);
    this.flowTimer = timeline.timer(() -> finish(NResult.N_TIMEOUT_BS));
    this.pauseTimer = timeline.timer(this::nextConsecutive);
  }

  Outgoing outgoing() {
    return outgoing;
  }

  boolean busy() {
    return state != State.IDLE;
  }

  int longestSingle() {
    return writer.longestSingle();
  }

  void send(byte[] newMessage, IsoTpFaults inForce, Consumer<NResult> newResult) {
    message = newMessage;
    result = newResult;
    faults = inForce;
    frames = 0;
    inBlock = 0;
    waits = 0;
    long announced = faults.announcedLength() == 0 ? newMessage.length : faults.announcedLength();
    if (newMessage.length <= writer.longestSingle()) {
      sent = newMessage.length;
      state = State.SINGLE;
      outgoing.request(writer.single(newMessage, (int) announced));
    } else {
      sent = writer.firstSize(announced);
      state = State.FIRST;
      outgoing.request(writer.first(newMessage, announced));
    }
  }

  @Override
  public void confirmed(long timeNanos) {
    meter.measured(NTime.Name.N_AS, outgoing.requestNanos(), timeNanos);
    frameDone(timeNanos);
  }

  private void frameDone(long timeNanos) {
    sinceNanos = timeNanos;
    if (sent >= message.length) {
      finish(NResult.N_OK);
    } else if (state == State.FIRST || blockFull()) {
      state = State.FLOW;
      waits = 0;
      awaitFlowControl();
    } else {
      pause(Math.max(separationNanos, options.timeouts().csNanos()));
    }
  }

  private boolean blockFull() {
    return state == State.CONSECUTIVE && blockSize > 0 && inBlock >= blockSize;
  }

  private void awaitFlowControl() {
    flowTimer.armAt(sinceNanos + options.timeouts().bsNanos());
  }

  private void pause(long nanos) {
    state = State.PAUSE;
    long late = faults.lateAt() == frames + 1 ? faults.lateNanos() : 0;
    if (nanos + late == 0) {
      nextConsecutive();
    } else {
      pauseTimer.armAt(sinceNanos + nanos + late);
    }
  }

  @Override
  public void timedOut() {
    finish(NResult.N_TIMEOUT_A);
  }

  void flowControl(long timeNanos, NPdu.FlowControl flow) {
    if (state == State.FIRST || blockFull()) {
      outgoing.answered(timeNanos);
    }
    if (state != State.FLOW) {
      meter.ignored();
      return;
    }
    flowTimer.cancel();
    meter.measured(NTime.Name.N_BS, sinceNanos, timeNanos);
    sinceNanos = timeNanos;
    switch (flow.status()) {
      case NPdu.FlowControl.CONTINUE -> {
        blockSize = flow.blockSize();
        separationNanos = flow.separation().nanos();
        inBlock = 0;
        pause(options.timeouts().csNanos());
      }
      case NPdu.FlowControl.WAIT -> {
        if (++waits > options.flowControl().waitsBorne()) {
          finish(NResult.N_WFT_OVRN);
        } else {
          awaitFlowControl();
        }
      }
      case NPdu.FlowControl.OVERFLOW -> finish(NResult.N_BUFFER_OVFLW);
      default -> finish(NResult.N_INVALID_FS);
    }
  }

  private void nextConsecutive() {
    frames++;
    inBlock++;
    if (frames == faults.stopsAt()) {
      finish(NResult.N_ERROR);
      return;
    }
    int size = Math.min(writer.consecutiveSize(), message.length - sent);
    int shown = size > 1 && frames == faults.shortenedAt() ? size - 1 : size;
    int sequence = frames == faults.wrongSequenceAt() ? frames + 1 : frames;
    Frame frame = writer.consecutive(sequence, message, sent, shown);
    sent += size;
    state = State.CONSECUTIVE;
    long now = timeline.nowNanos();
    meter.measured(NTime.Name.N_CS, sinceNanos, now);
    if (frames == faults.lostAt()) {
      frameDone(now);
    } else {
      outgoing.request(frame);
    }
  }

  /** Ends what is under way, without a word to the other end. */
  void cancel() {
    if (busy()) {
      finish(NResult.N_ERROR);
    }
  }

  private void finish(NResult how) {
    state = State.IDLE;
    message = NOTHING;
    outgoing.cancel();
    flowTimer.cancel();
    pauseTimer.cancel();
    Consumer<NResult> told = result;
    result = null;
    if (told != null) {
      // Last: whoever is told may send the next message at once.
      told.accept(how);
    }
  }
}
