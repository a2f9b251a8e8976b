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
  private @Nullable TcpChannel tcp;
  private boolean closed;

  private TlsChannel(Trust.Channel.Listener listener, DcmCertificates certificates, String host) {
    this.listener = listener;
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
    TlsChannel channel = new TlsChannel(listener, certificates, host);
    channel.tcp = modem.connect(host, port, channel.wire());
    channel.pump.start();
    return channel;
  }

  private TcpChannel.Listener wire() {
    return new TcpChannel.Listener() {
      @Override
      public void received(byte[] bytes) {
        pump.received(bytes);
      }

      @Override
      public void closed() {
        pump.ended();
      }
    };
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
      closeTcp();
    }
  }

  private void closeTcp() {
    TcpChannel open = tcp;
    if (open != null) {
      open.close();
    }
  }

  private final class Events implements TlsPump.Sink {
    @Override
    public void wire(byte[] bytes) {
      TcpChannel open = tcp;
      if (open != null) {
        open.write(bytes);
      }
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
        closeTcp();
        listener.closed(why == null);
      }
    }
  }
}
