// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.Map;

/** One call leg, from INVITE to the end of its dialog. */
public interface SipCall {

  /** The Call-ID. */
  String id();

  boolean isIncoming();

  State state();

  /**
   * Whether the other end has named its part of the dialog: from then on, while it still rings,
   * requests can go to it (RFC 3261 12.1).
   */
  boolean hasDialog();

  /** Incoming: sends 180 Ringing. Nothing happens when the call is over. */
  void ring();

  /**
   * Incoming: sends 200 with this body, and repeats it until the ACK comes (RFC 3261 13.3.1.4).
   * Nothing happens when the call is over; answering it twice is an {@link IllegalStateException}.
   */
  void answer(Map<String, String> headers, String contentType, byte[] body);

  /** Incoming: sends a final response of 300 to 699, with these headers. */
  void reject(int status, String reason, Map<String, String> headers);

  /** Incoming: sends a final response of 300 to 699. */
  default void reject(int status, String reason) {
    reject(status, reason, Map.of());
  }

  /**
   * Either end: the caller sends CANCEL before the answer (as soon as a provisional response allows
   * it), the called refuses with 480; after the answer BYE, which the called holds back until the
   * ACK has come. The call is {@link State#ENDED} at once, and its listener hears no more of it.
   */
  void end();

  /**
   * In the dialog: sends an INFO request (RFC 6086). The answer comes as {@code infoAnswered}: 408
   * after 64 T1 without one, 503 on a lost connection, 481 when the call was over already; the raw
   * bytes of these three are empty. 408 and 481 end the call (RFC 3261 12.2.1.2).
   *
   * @throws IllegalStateException before the other end has answered the INVITE with a tag
   */
  void info(Map<String, String> headers, String contentType, byte[] body);

  /** Where the call is; an incoming one is {@link #CONNECTED} from the ACK on. */
  enum State {
    INVITING,
    RINGING,
    CONNECTED,
    ENDED
  }

  /** What happens to the call; not called for what its own side did by a method above. */
  interface Listener {
    /** Outgoing: 180 or 183 arrived. */
    default void ringing(SipMessageView response) {}

    /** Outgoing: 2xx arrived (its ACK is on its way). Incoming: the ACK arrived. */
    default void connected(SipMessageView message) {}

    /** Outgoing: refused (3xx-6xx), timed out (408 without response) or connection lost (503). */
    default void failed(int status, String reason) {}

    /** The other end sent BYE or CANCEL, or the call was lost. */
    default void ended(EndReason reason) {}

    /** The other end sent INFO; returns what to answer. */
    default SipAnswer info(SipMessageView request) {
      return SipAnswer.OK;
    }

    /** The final answer to an INFO of this side. */
    default void infoAnswered(SipMessageView response) {}
  }

  /** Why a call that was connected, or was coming in, is over. */
  enum EndReason {
    REMOTE_BYE,
    REMOTE_CANCEL,
    /** No ACK for a 2xx within 64 T1 (RFC 3261 13.3.1.4). */
    NO_ACK,
    CONNECTION_LOST
  }
}
