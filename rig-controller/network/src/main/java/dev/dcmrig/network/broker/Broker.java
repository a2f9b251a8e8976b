// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.network.broker;

import io.vertx.core.Future;

/**
 * A broker of MQTT 3.1.1 (OASIS standard), as the far side of the link meets it. Its methods belong
 * to the timeline's thread. Whoever connects has shown a certificate before: nobody else reaches a
 * broker (docs/decisions/0011).
 */
public interface Broker {

  /** Opens what it needs; once, before anything else. */
  Future<?> listen();

  /**
   * Opens a connection for the holder of a certificate.
   *
   * @param name in the certificate: its client identifier must be the same
   */
  Connection connect(String name, Client client);

  /**
   * Publishes with QoS 1.
   *
   * @param done told on the timeline's thread, at the same instant, when the broker has taken it
   */
  void publish(String topic, byte[] payload, Runnable done);

  Future<?> close();

  /** The broker's end of a connection. */
  interface Connection {
    /** One whole control packet of the client. Virtual time stands until it was dealt with. */
    void send(byte[] packet);

    /**
     * Tells, on the timeline's thread and at the same instant, when the broker has said all that it
     * has to say on this connection.
     */
    void whenQuiet(Runnable task);

    /** The client is gone. */
    void close();
  }

  /** Told of what a broker does; on any thread, so that it posts what is due. */
  interface Client {
    /** One whole control packet for the client. */
    void packet(byte[] packet);

    /** The client has broken a rule of the standard or of this broker; the end follows. */
    void refused(String why);

    /** The broker has ended the connection; not told after a close by the client. */
    void closed();
  }
}
