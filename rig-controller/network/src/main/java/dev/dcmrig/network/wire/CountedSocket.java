// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.wire;

import dev.dcmrig.sim.InFlight.Transport;
import dev.dcmrig.sim.Timeline;
import io.netty.channel.ChannelOption;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;

/**
 * A TCP socket between two ends that count bytes under way (docs/decisions/0002). Reads on its
 * Vert.x context and posts; writes and closes come from the timeline's thread. Whoever closes first
 * hands over one unit for the end of the stream.
 */
public final class CountedSocket {

  /** Told of what arrives. */
  public interface Listener {
    /** On the context; posts what is due, in order. */
    void read(byte[] bytes);

    /** On the timeline's thread: the other end has closed, or the connection broke. */
    void closed();
  }

  private final Timeline timeline;
  private final Context context;
  private final NetSocket socket;
  private final String source;
  private final Listener listener;
  private final int localPort;
  private final int remotePort;
  private volatile boolean closed;
  private boolean ended;

  /** The channel is closed: what is handed over now is read by nobody. */
  private boolean gone;

  /**
   * @param source fixed name of what is posted by this socket
   */
  public CountedSocket(
      Timeline timeline, Context context, NetSocket socket, String source, Listener listener) {
    this.timeline = timeline;
    this.context = context;
    this.socket = socket;
    this.source = source;
    this.listener = listener;
    this.localPort = socket.localAddress().port();
    this.remotePort = socket.remoteAddress().port();
    timeline.inFlight().begun(Transport.TCP, localPort, remotePort);
    socket.handler(this::read);
    socket.endHandler(ignored -> peerEnded());
    socket.exceptionHandler(cause -> broken());
    socket.closeHandler(ignored -> gone());
  }

  private void read(Buffer buffer) {
    if (!closed) {
      listener.read(buffer.getBytes());
    }
    timeline.inFlight().consumed(Transport.TCP, remotePort, localPort, buffer.length());
  }

  private void peerEnded() {
    if (ended || closed) {
      return;
    }
    ended = true;
    timeline.post(source, this::lost);
    timeline.inFlight().consumed(Transport.TCP, remotePort, localPort, 1);
  }

  private void broken() {
    if (ended || closed) {
      return;
    }
    ended = true;
    timeline.post(source, this::lost);
    timeline.inFlight().abandoned(Transport.TCP, remotePort, localPort);
    timeline.inFlight().abandoned(Transport.TCP, localPort, remotePort);
  }

  private void gone() {
    gone = true;
    broken();
    timeline.inFlight().gone(Transport.TCP, localPort, remotePort);
  }

  private void lost() {
    if (!closed) {
      closed = true;
      listener.closed();
      EndingContext.run(context, socket::close, () -> {});
    }
  }

  public int remotePort() {
    return remotePort;
  }

  public boolean isOpen() {
    return !closed;
  }

  /** Sends; does nothing once closed. */
  public void write(byte[] bytes) {
    if (closed || bytes.length == 0) {
      return;
    }
    timeline.inFlight().handedOver(Transport.TCP, localPort, remotePort, bytes.length);
    onSocket(() -> socket.write(Buffer.buffer(bytes)).onFailure(cause -> writeFailed()));
  }

  private void onSocket(Runnable action) {
    EndingContext.run(
        context,
        () -> {
          if (gone) {
            writeFailed();
          } else {
            action.run();
          }
        },
        this::writeFailed);
  }

  private void writeFailed() {
    timeline.inFlight().abandoned(Transport.TCP, localPort, remotePort);
  }

  /** Closes with a reset (RFC 9293 3.10.7): what the other end has not read by now is lost. */
  public void reset() {
    if (!closed) {
      closed = true;
      timeline.inFlight().handedOver(Transport.TCP, localPort, remotePort, 1);
      onSocket(
          () -> {
            ((NetSocketInternal) socket)
                .channelHandlerContext()
                .channel()
                .config()
                .setOption(ChannelOption.SO_LINGER, 0);
            socket.close();
          });
    }
  }

  public void close() {
    if (!closed) {
      closed = true;
      timeline.inFlight().handedOver(Transport.TCP, localPort, remotePort, 1);
      onSocket(socket::close);
    }
  }
}
