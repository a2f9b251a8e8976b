// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import dev.dcmrig.sim.Timeline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;

/** A real socket under an agent on a real timeline, for tests with other people's programs. */
final class SocketLink implements SipConnection, AutoCloseable {
  private final Socket socket;
  private final Timeline timeline;
  private final SipUserAgent agent;

  SocketLink(Socket socket, Timeline timeline, SipUserAgent agent) {
    this.socket = socket;
    this.timeline = timeline;
    this.agent = agent;
  }

  /** Begins to read; the agent knows the connection before its first bytes. */
  SocketLink open() {
    timeline.post(name(), () -> agent.connected(this));
    Thread reader = new Thread(this::read, "read " + name());
    reader.setDaemon(true);
    reader.start();
    return this;
  }

  private void read() {
    byte[] buffer = new byte[4096];
    try (socket) {
      int count = socket.getInputStream().read(buffer);
      while (count > 0) {
        byte[] bytes = Arrays.copyOf(buffer, count);
        timeline.post(name(), () -> agent.received(this, bytes));
        count = socket.getInputStream().read(buffer);
      }
    } catch (IOException e) {
      // The end of the stream in another way.
    }
    timeline.post(name(), () -> agent.closed(this));
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  @Override
  public String name() {
    return localAddress() + ">" + remoteAddress();
  }

  @Override
  public String localAddress() {
    return text((InetSocketAddress) socket.getLocalSocketAddress());
  }

  @Override
  public String remoteAddress() {
    return text((InetSocketAddress) socket.getRemoteSocketAddress());
  }

  @Override
  public void write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      close();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
