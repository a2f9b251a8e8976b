// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.tls;

import dev.dcmrig.dcm.modem.Modem;
import dev.dcmrig.dcm.modem.NoNetworkException;
import java.security.PublicKey;

/** How the DCM gets connections that it can trust, and whose orders it takes. */
public interface Trust {

  /**
   * Opens a connection; its handshake goes on as bytes arrive.
   *
   * @throws NoNetworkException when the modem can't reach the host
   */
  Channel connect(Modem modem, String host, int port, Channel.Listener listener)
      throws NoNetworkException;

  /** The key that orders and commands must be signed with; Ed25519. */
  PublicKey ordersKey();

  /** One connection, on the timeline's thread. */
  interface Channel {
    /** Sends, now or once the handshake is over; does nothing once closed. */
    void send(byte[] plain);

    boolean isOpen();

    void close();

    /** Told of what happens. */
    interface Listener {
      /** The handshake is over. */
      default void opened() {}

      void received(byte[] plain);

      /**
       * The connection is gone, or never came to be; not after a close of our own.
       *
       * @param clean whether the other end has said so: what came is whole, as far as TLS knows
       */
      void closed(boolean clean);
    }
  }
}
