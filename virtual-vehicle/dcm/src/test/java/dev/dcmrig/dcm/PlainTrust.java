// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm;

import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.modem.NoNetworkException;
import dev.dcmrig.dcm.modem.TcpChannel;
import dev.dcmrig.dcm.tls.Trust;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;

/** Connections without TLS, for tests of what is inside; and a key of nobody's. */
final class PlainTrust implements Trust {
  private final KeyPair keys;

  PlainTrust() {
    try {
      keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  KeyPair keys() {
    return keys;
  }

  @Override
  public PublicKey ordersKey() {
    return keys.getPublic();
  }

  @Override
  public Channel connect(Modem modem, String host, int port, Channel.Listener listener)
      throws NoNetworkException {
    TcpChannel tcp =
        modem.connect(
            host,
            port,
            new TcpChannel.Listener() {
              @Override
              public void received(byte[] bytes) {
                listener.received(bytes);
              }

              @Override
              public void closed() {
                listener.closed(true);
              }
            });
    return new Channel() {
      @Override
      public void send(byte[] plain) {
        tcp.write(plain);
      }

      @Override
      public boolean isOpen() {
        return tcp.isOpen();
      }

      @Override
      public void close() {
        tcp.close();
      }
    };
  }
}
