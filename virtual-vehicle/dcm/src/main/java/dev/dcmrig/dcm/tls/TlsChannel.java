// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.tls;

import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.modem.NoNetworkException;
import dev.dcmrig.dcm.modem.TcpChannel;
import dev.dcmrig.sim.tls.TlsPump;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * TLS over one connection of the modem, on the timeline's thread. Both ends are known by their
 * certificates. What is sent before the handshake is over waits for it.
 */
final class TlsChannel implements Trust.Channel {

  private final Trust.Channel.Listener listener;
  private final TlsPump pump;
  private final TcpChannel tcp;
  private boolean closed;

  private TlsChannel(
      Trust.Channel.Listener listener, DcmCertificates certificates, String host, TcpChannel tcp) {
    this.listener = listener;
    this.tcp = tcp;
    this.pump = new TlsPump(certificates.engine(host), new Events());
  }

  /**
   * Connects; the handshake goes on as bytes arrive.
   *
   * @throws NoNetworkException when the modem can't reach the host
   */
  static TlsChannel connect(
      Modem modem,
      DcmCertificates certificates,
      String host,
      int port,
      Trust.Channel.Listener listener)
      throws NoNetworkException {
    // Only a connection that stands gets an engine: without coverage there are thousands of tries.
    Wire wire = new Wire();
    TlsChannel channel =
        new TlsChannel(listener, certificates, host, modem.connect(host, port, wire));
    wire.pump = channel.pump;
    channel.pump.start();
    return channel;
  }

  /** What the connection brings goes to the pump, later on the timeline's thread. */
  private static final class Wire implements TcpChannel.Listener {
    private @Nullable TlsPump pump;

    private TlsPump pump() {
      TlsPump connected = pump;
      if (connected == null) {
        throw new IllegalStateException("bytes of a connection that is not made yet");
      }
      return connected;
    }

    @Override
    public void received(byte[] bytes) {
      pump().received(bytes);
    }

    @Override
    public void closed() {
      pump().ended();
    }
  }

  @Override
  public void send(byte[] plain) {
    if (!closed) {
      pump.send(plain);
    }
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  /** Says close_notify and closes. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      pump.close();
      tcp.close();
    }
  }

  private final class Events implements TlsPump.Sink {
    @Override
    public void wire(byte[] bytes) {
      tcp.write(bytes);
    }

    @Override
    public void plain(byte[] bytes) {
      if (!closed) {
        listener.received(bytes);
      }
    }

    @Override
    public void opened(SSLSession session) {
      // Nothing of it is used again: a new connection checks everything anew.
      session.invalidate();
      listener.opened();
    }

    @Override
    public void closed(@Nullable SSLException why) {
      if (!closed) {
        closed = true;
        tcp.close();
        listener.closed(why == null);
      }
    }
  }
}
