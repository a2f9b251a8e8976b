// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.network;

/** What a payload on the radio link is. */
public enum Protocol {
  SIP,
  RTP,
  /** As it was before it was encrypted, or after it was decrypted. */
  HTTP,
  /** One control packet, decrypted; a signature in it is masked. */
  MQTT,
  /** One line of the network's short messages. */
  SMS,
  /** A request for a connection, or its end; the payload is a word. */
  CONNECTION
}
