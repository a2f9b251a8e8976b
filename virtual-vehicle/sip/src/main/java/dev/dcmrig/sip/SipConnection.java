// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

/** One reliable byte stream that carries SIP; whoever owns the socket implements it. */
public interface SipConnection {

  /** Fixed name, for messages and evidence: {@code "10.64.0.2:5060>198.51.100.10:5060"}. */
  String name();

  /** Fixed transport address of this end as {@code Via} and {@code Contact} give it. */
  String localAddress();

  /** Fixed transport address of the other end; empty text when it isn't known. */
  default String remoteAddress() {
    return "";
  }

  /** Sends; never blocks for long. Does nothing when the connection is gone. */
  void write(byte[] bytes);

  void close();
}
