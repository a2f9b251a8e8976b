// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.mqtt;

/**
 * The MQTT session with the service's broker (docs/DCM-INTERFACE.md, 2.6). On the timeline's
 * thread.
 */
public interface CommandChannel {

  /** Connects and stays connected until {@link #close}. */
  void open();

  /** Says DISCONNECT and closes: the DCM sleeps. */
  void close();

  /** Power is gone: the connection breaks without a word. */
  void off();

  /** Told on the timeline's thread. */
  interface Listener {
    /** The session is up and subscribed, anew. */
    void connected();

    /**
     * A message of a topic of this vehicle; PUBACK goes out after this returns.
     *
     * @param topic the last part: {@code orders} or {@code commands}
     * @param payload as it came, also what is too long for an order
     */
    void message(String topic, byte[] payload);
  }
}
