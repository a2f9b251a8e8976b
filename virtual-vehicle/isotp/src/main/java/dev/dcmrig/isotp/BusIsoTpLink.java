// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

import dev.dcmrig.can.CanNode;
import dev.dcmrig.can.Frame;
import dev.dcmrig.sim.Timeline;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection that this module itself speaks, on any bus; made by {@link IsoTpStack#open}. It can
 * also do wrong on demand.
 */
public final class BusIsoTpLink implements IsoTpLink {
  private final IsoTpStack stack;
  private final IsoTpAddress address;
  private final NPduReader reader;
  private final TimeMeter meter;
  private final @Nullable MessageSender sender;
  private final @Nullable MessageReceiver receiver;

  /** Hears single frames where nothing can be sent, so no flow control either. */
  private final IsoTpListener listener;

  private final int longestMessage;
  private IsoTpFaults faults = IsoTpFaults.NONE;
  private boolean closed;

  BusIsoTpLink(
      IsoTpStack stack,
      Timeline timeline,
      CanNode node,
      boolean tellsInOrder,
      long uncertaintyNanos,
      IsoTpAddress address,
      IsoTpOptions options,
      IsoTpListener listener) {
    this.stack = stack;
    this.address = address;
    this.listener = listener;
    this.longestMessage = options.longestMessage();
    this.reader = new NPduReader(address.format(), options.expectsPadding());
    this.meter = new TimeMeter(listener, uncertaintyNanos);
    IsoTpAddress.Side sent = address.sent();
    if (sent == null) {
      sender = null;
      receiver = null;
      return;
    }
    NPduWriter writer = new NPduWriter(options.format(), address.format(), sent);
    sender = new MessageSender(timeline, node, tellsInOrder, options, writer, meter);
    receiver =
        address.functional()
            ? null
            : new MessageReceiver(timeline, node, tellsInOrder, options, writer, listener, meter);
  }

  @Override
  public IsoTpAddress address() {
    return address;
  }

  @Override
  public int longestSent() {
    if (sender == null) {
      return 0;
    }
    return address.functional() ? sender.longestSingle() : Integer.MAX_VALUE;
  }

  /** Puts deliberate faults in force, in place of those before, for messages that begin now. */
  public void faults(IsoTpFaults newFaults) {
    faults = newFaults;
  }

  /** Frames of this connection that said nothing or came out of turn, and were ignored. */
  public long ignoredFrames() {
    return meter.ignoredFrames();
  }

  /** Bytes of memory that a message under way holds; at most what was announced and has room. */
  public int heldBytes() {
    return receiver == null ? 0 : receiver.heldBytes();
  }

  @Override
  public void send(byte[] message, Consumer<NResult> result) {
    if (sender == null || message.length == 0 || message.length > longestSent()) {
      throw new IllegalArgumentException(
          "an ISO-TP message of "
              + message.length
              + " bytes: this connection sends "
              + (sender == null
                  ? "nothing"
                  : "1 to "
                      + longestSent()
                      + (address.functional() ? "; to all there are single frames only" : "")));
    }
    if (closed) {
      throw new IllegalStateException("the ISO-TP connection is closed; open another one");
    }
    if (sender.busy()) {
      throw new IllegalStateException(
          "an ISO-TP message is being sent; send the next one when its result is there");
    }
    sender.send(message, faults, result);
  }

  @Override
  public boolean sending() {
    return sender != null && sender.busy();
  }

  /** A frame of the other end. */
  void received(long timeNanos, Frame frame) {
    if (closed) {
      return;
    }
    NPdu pdu = reader.read(frame);
    if (pdu instanceof NPdu.ConsecutiveFrame consecutive && receiver != null) {
      receiver.consecutive(timeNanos, consecutive);
    } else if (pdu instanceof NPdu.FlowControl flow && sender != null) {
      sender.flowControl(timeNanos, flow);
    } else if (pdu instanceof NPdu.SingleFrame single) {
      single(timeNanos, single);
    } else if (pdu instanceof NPdu.FirstFrame first && receiver != null) {
      receiver.first(timeNanos, first, faults);
    } else {
      meter.ignored();
    }
  }

  private void single(long timeNanos, NPdu.SingleFrame single) {
    if (receiver != null) {
      receiver.single(timeNanos, single);
    } else if (single.message().length <= longestMessage) {
      listener.onMessage(timeNanos, single.message());
    }
  }

  /** A frame with this end's identifier was on the bus. */
  void seenOnBus(long timeNanos, Frame frame) {
    // Of two equal frames the sender's was asked for first: a receiver's flow control is no data.
    if (sender != null && sender.outgoing().seen(timeNanos, frame)) {
      return;
    }
    if (receiver != null) {
      receiver.outgoing().seen(timeNanos, frame);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    stack.closed(this);
    if (receiver != null) {
      receiver.close();
    }
    if (sender != null) {
      sender.cancel();
    }
  }
}
