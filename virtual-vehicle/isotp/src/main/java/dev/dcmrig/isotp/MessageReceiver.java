// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;

/**
 * The receiving half of a connection (ISO 15765-2:2016, 9.3, 9.6, 9.7, 9.8.3 full duplex, 9.8.4).
 *
 * <pre>
 *   IDLE         single frame              -> message
 *                first frame with room     -> DUE, after N_Br of this end
 *                first frame without room  -> flow control "overflow"
 *   DUE          ready                     -> flow control "continue": OUT
 *                not ready                 -> "wait": OUT, then DUE; after N_WFTmax: N_WFT_OVRN
 *   OUT          on the bus                -> CONSECUTIVE, N_Cr runs
 *                not on the bus in N_Ar    -> N_TIMEOUT_A
 *   CONSECUTIVE  next number               -> message; block full: DUE; else N_Cr runs anew
 *                another number            -> N_WRONG_SN
 *                N_Cr is over              -> N_TIMEOUT_Cr
 *   any but IDLE single or first frame     -> N_UNEXP_PDU, and the new message begins
 * </pre>
 *
 * Consecutive frames in any other state are ignored, and so are those of another CAN_DL than the
 * first frame's that are not the last one (9.5.4).
 */
final class MessageReceiver implements Outgoing.Owner {
  private enum State {
    IDLE,
    DUE,
    OUT,
    CONSECUTIVE
  }

  private final Timeline timeline;
  private final IsoTpOptions options;
  private final NPduWriter writer;
  private final IsoTpListener listener;
  private final TimeMeter meter;
  private final Outgoing outgoing;
  private final Timer flowTimer;
  private final Timer consecutiveTimer;
  private final MessageBuffer buffer = new MessageBuffer();

  private State state = State.IDLE;
  private IsoTpFaults faults = IsoTpFaults.NONE;
  private int dataLength;
  private int sequence;
  private int inBlock;
  private int waits;

  /** Flow controls of this message so far. */
  private int flowControls;

  /** Whether the flow control that is out lets the sender go on. */
  private boolean continues;

  private boolean late;
  private boolean closed;
  private long sinceNanos;

  MessageReceiver(
      Timeline timeline,
      CanNode node,
      boolean tellsInOrder,
      IsoTpOptions options,
      NPduWriter writer,
      IsoTpListener listener,
      TimeMeter meter) {
    this.timeline = timeline;
    this.options = options;
    this.writer = writer;
    this.listener = listener;
    this.meter = meter;
    this.outgoing = new Outgoing(node, timeline, tellsInOrder, options.timeouts().arNanos(), this);
    this.flowTimer = timeline.timer(this::sendFlowControl);
    this.consecutiveTimer = timeline.timer(() -> abort(NResult.N_TIMEOUT_CR));
  }

  Outgoing outgoing() {
    return outgoing;
  }

  /** Bytes of memory that a message under way holds. */
  int heldBytes() {
    return buffer.capacity();
  }

  void single(long timeNanos, NPdu.SingleFrame frame) {
    interrupted();
    if (closed) {
      return;
    }
    if (frame.message().length > options.longestMessage()) {
      meter.ignored();
      listener.onOverflow(timeNanos, frame.message().length);
    } else {
      listener.onMessage(timeNanos, frame.message());
    }
  }

  void first(long timeNanos, NPdu.FirstFrame frame, IsoTpFaults inForce) {
    interrupted();
    if (closed) {
      return;
    }
    faults = inForce;
    if (frame.length() > options.longestMessage()) {
      outgoing.request(flow(NPdu.FlowControl.OVERFLOW));
      listener.onOverflow(timeNanos, frame.length());
      return;
    }
    buffer.begin((int) frame.length());
    buffer.add(frame.data());
    dataLength = frame.dataLength();
    sequence = 1;
    flowControls = 0;
    waits = 0;
    flowControlDue(timeNanos, options.timeouts().brNanos());
    listener.onFirstFrame(timeNanos, buffer.length());
  }

  /** A new message ends the one under way (table 23). */
  private void interrupted() {
    if (state != State.IDLE) {
      abort(NResult.N_UNEXP_PDU);
    }
  }

  private void flowControlDue(long timeNanos, long delayNanos) {
    state = State.DUE;
    sinceNanos = timeNanos;
    inBlock = 0;
    late = false;
    // Never at once: the listener hears of the first frame before it is asked whether it is ready.
    flowTimer.armAt(timeNanos + delayNanos);
  }

  private void sendFlowControl() {
    IsoTpFaults.FlowFault fault = faults.ofFlowControl(flowControls + 1);
    if (fault == IsoTpFaults.FlowFault.LATE && !late) {
      late = true;
      flowTimer.armAfter(faults.lateNanos());
      return;
    }
    flowControls++;
    boolean ready = listener.ready(buffer.received(), buffer.length());
    if (state != State.DUE) {
      return;
    }
    boolean waiting = fault == IsoTpFaults.FlowFault.WAITS;
    if (!ready && !waiting && ++waits > options.flowControl().maxWaitFrames()) {
      abort(NResult.N_WFT_OVRN);
      return;
    }
    continues = ready && !waiting;
    state = State.OUT;
    long now = timeline.nowNanos();
    meter.measured(NTime.Name.N_BR, sinceNanos, now);
    switch (fault) {
      case MISSING -> flowControlDone(now);
      case OVERFLOW -> outgoing.request(flow(NPdu.FlowControl.OVERFLOW));
      case RESERVED_STATUS -> outgoing.request(flow(NPdu.FlowControl.OVERFLOW + 1));
      default ->
          outgoing.request(flow(continues ? NPdu.FlowControl.CONTINUE : NPdu.FlowControl.WAIT));
    }
  }

  private Frame flow(int status) {
    FlowControlOptions pace = options.flowControl();
    return status == NPdu.FlowControl.OVERFLOW
        ? writer.flowControl(status, 0, SeparationTime.NONE)
        : writer.flowControl(status, pace.blockSize(), pace.separation());
  }

  @Override
  public void confirmed(long timeNanos) {
    meter.measured(NTime.Name.N_AR, outgoing.requestNanos(), timeNanos);
    if (state == State.OUT) {
      flowControlDone(timeNanos);
    }
  }

  private void flowControlDone(long timeNanos) {
    if (continues) {
      waits = 0;
      state = State.CONSECUTIVE;
      awaitConsecutive(timeNanos);
    } else {
      flowControlDue(timeNanos, options.flowControl().waitNanos());
    }
  }

  private void awaitConsecutive(long timeNanos) {
    sinceNanos = timeNanos;
    consecutiveTimer.armAt(timeNanos + options.timeouts().crNanos());
  }

  @Override
  public void timedOut() {
    if (state == State.OUT) {
      abort(NResult.N_TIMEOUT_A);
    }
  }

  void consecutive(long timeNanos, NPdu.ConsecutiveFrame frame) {
    if (state == State.OUT && continues) {
      outgoing.answered(timeNanos);
    }
    if (state != State.CONSECUTIVE || !rightLength(frame)) {
      meter.ignored();
      return;
    }
    if (frame.sequence() != (sequence & 0xF)) {
      abort(NResult.N_WRONG_SN);
      return;
    }
    meter.measured(NTime.Name.N_CR, sinceNanos, timeNanos);
    sequence++;
    inBlock++;
    buffer.add(frame.data());
    if (buffer.complete()) {
      consecutiveTimer.cancel();
      state = State.IDLE;
      listener.onMessage(timeNanos, buffer.take());
    } else if (inBlock == options.flowControl().blockSize()) {
      consecutiveTimer.cancel();
      flowControlDue(timeNanos, options.timeouts().brNanos());
    } else {
      awaitConsecutive(timeNanos);
    }
  }

  /** All but the last one are as long as the first frame; the last one must hold the rest. */
  private boolean rightLength(NPdu.ConsecutiveFrame frame) {
    if (frame.dataLength() == dataLength) {
      return true;
    }
    return frame.dataLength() < dataLength
        && frame.data().length >= buffer.length() - buffer.received();
  }

  private void abort(NResult reason) {
    cancel();
    listener.onFailure(timeline.nowNanos(), reason);
  }

  void close() {
    closed = true;
    cancel();
  }

  private void cancel() {
    state = State.IDLE;
    outgoing.cancel();
    flowTimer.cancel();
    consecutiveTimer.cancel();
    buffer.clear();
  }
}
