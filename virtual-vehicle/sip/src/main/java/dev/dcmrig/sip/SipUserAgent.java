// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Calls and answers calls. All methods belong to the timeline's thread. Made by {@code
 * SipUserAgents.create(timeline, ids, settings, listener)}.
 */
public interface SipUserAgent {

  /** A connection is open in either direction; must come before its first bytes. */
  void connected(SipConnection connection);

  /** Bytes of the stream, cut anywhere; messages are framed by Content-Length. */
  void received(SipConnection connection, byte[] bytes);

  /** The connection is gone: its transactions end with a transport error, its calls are lost. */
  void closed(SipConnection connection);

  /** Sends an INVITE. What comes of it is told to the listener of the call. */
  SipCall call(SipConnection connection, OutgoingCall call, SipCall.Listener listener);

  /** Sends a REGISTER; {@code expires} of zero takes the binding back. */
  void register(
      SipConnection connection,
      String registrarUri,
      String addressOfRecord,
      Duration expires,
      Consumer<SipResult> result);

  /**
   * What an INVITE says.
   *
   * @param requestUri whom to call: a SIP URI or an URN
   * @param headers further headers, in the order given; a map with an order of its own (a linked
   *     one), where there is more than one, since the bytes follow it
   * @param contentType of the body, with its parameters
   * @param body SDP alone, or multipart with it
   */
  record OutgoingCall(
      String requestUri,
      String fromUri,
      String toUri,
      Map<String, String> headers,
      String contentType,
      byte[] body) {}

  /**
   * How a request ended: the final response, or 408 on time-out and 503 on a lost connection. In
   * these two the response stands for one that never came: its raw bytes are empty.
   */
  record SipResult(int status, String reason, SipMessageView response) {}

  /** Told of what others ask. */
  interface Listener {
    /**
     * Somebody calls. The call has been answered with 100 Trying; ring, answer or reject it, now or
     * later.
     */
    SipCall.Listener incoming(SipConnection connection, SipCall call, SipMessageView invite);

    /** A REGISTER; returns the status to answer with. The binding is the connection. */
    default int register(SipConnection connection, SipMessageView register) {
      return 405;
    }

    /** A request that keeps to the grammar has come; told before it is handled, whatever it is. */
    default void arrived(SipConnection connection, SipMessageView request) {}

    /** A request that was refused for its form; the connection goes on. */
    default void refused(SipConnection connection, int status, String why) {}

    /** Bytes that are no SIP message; the connection is closed after this (RFC 3261 18.3). */
    default void malformed(SipConnection connection, String why) {}
  }
}
