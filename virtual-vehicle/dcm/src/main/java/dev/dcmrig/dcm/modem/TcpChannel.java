// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.modem;

import dev.dcmrig.sim.InFlight.Transport;
import dev.dcmrig.sim.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * One connection of the modem. Its methods belong to the timeline's thread; a thread of its own
 * reads and posts. Whoever closes first hands over one unit for the end of the stream.
 */
public final class TcpChannel {
  private static final int BUFFER_BYTES = 64 * 1024;

  /** Told of what arrives, on the timeline's thread. */
  public interface Listener {
    Listener NONE = new Listener() {};

    default void received(byte[] bytes) {}

    /** The other side has closed, or the connection broke. Not called after a close of our own. */
    default void closed() {}
  }

  private final Timeline timeline;
  private final String source;
  private final Socket socket;
  private final Listener listener;
  private final Consumer<TcpChannel> forget;
  private final int localPort;
  private final int remotePort;
  private volatile boolean closed;

  TcpChannel(
      Timeline timeline,
      String source,
      Socket socket,
      Listener listener,
      Consumer<TcpChannel> forget) {
    this.timeline = timeline;
    this.source = source;
    this.socket = socket;
    this.listener = listener;
    this.forget = forget;
    this.localPort = socket.getLocalPort();
    this.remotePort = socket.getPort();
    timeline.inFlight().begun(Transport.TCP, localPort, remotePort);
  }

  void start() {
    Thread reader = new Thread(this::read, source);
    reader.setDaemon(true);
    reader.start();
  }

  /** Sends; does nothing once closed. */
  public void write(byte[] bytes) {
    if (closed || bytes.length == 0) {
      return;
    }
    timeline.inFlight().handedOver(Transport.TCP, localPort, remotePort, bytes.length);
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      // The reader meets the same break and says so.
      timeline.inFlight().abandoned(Transport.TCP, localPort, remotePort);
    }
  }

  public boolean isOpen() {
    return !closed;
  }

  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    forget.accept(this);
    timeline.inFlight().handedOver(Transport.TCP, localPort, remotePort, 1);
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      timeline.inFlight().abandoned(Transport.TCP, localPort, remotePort);
      closeSocket();
    }
  }

  private void read() {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = socket.getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        byte[] bytes = Arrays.copyOf(buffer, count);
        timeline.post(source, () -> deliver(bytes));
        timeline.inFlight().consumed(Transport.TCP, remotePort, localPort, count);
      }
      boolean ours = closed;
      if (!ours) {
        timeline.post(source, this::closedByPeer);
        // First: what is written from now on fails, and can't stay under way for ever.
        closeSocket();
        timeline.inFlight().consumed(Transport.TCP, remotePort, localPort, 1);
      }
    } catch (IOException e) {
      // A reset by the other side is an end like any other.
      timeline.post(source, this::closedByPeer);
      closeSocket();
      timeline.inFlight().abandoned(Transport.TCP, remotePort, localPort);
      timeline.inFlight().abandoned(Transport.TCP, localPort, remotePort);
    } finally {
      closeSocket();
      timeline.inFlight().gone(Transport.TCP, localPort, remotePort);
    }
  }

  private void deliver(byte[] bytes) {
    if (!closed) {
      listener.received(bytes);
    }
  }

  private void closedByPeer() {
    if (!closed) {
      closed = true;
      forget.accept(this);
      listener.closed();
    }
  }

  private void closeSocket() {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is left that could be lost.
      timeline.inFlight().abandoned(Transport.TCP, remotePort, localPort);
    }
  }
}
