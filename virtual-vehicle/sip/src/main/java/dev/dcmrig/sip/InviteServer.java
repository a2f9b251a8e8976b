// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import dev.dcmrig.sim.Timer;
import org.jspecify.annotations.Nullable;

/**
 * An INVITE that came in (RFC 3261 17.2.1, RFC 6026 7.1) on a reliable transport: answers its
 * repetitions, takes the ACK of a refusal, and is over 64 T1 after a final response at the latest.
 */
final class InviteServer {
  private enum State {
    PROCEEDING,
    COMPLETED,
    ACCEPTED,
    TERMINATED
  }

  private final Core core;
  private final SipConnection connection;
  private final SipMessage invite;
  private final @Nullable IncomingCall call;
  private final Timer timer;
  private State state = State.PROCEEDING;
  private @Nullable SipMessage lastResponse;

  /**
   * @param call whom a CANCEL is for; null for an INVITE that is refused out of hand
   */
  InviteServer(
      Core core, SipConnection connection, SipMessage invite, @Nullable IncomingCall call) {
    this.core = core;
    this.connection = connection;
    this.invite = invite;
    this.call = call;
    this.timer = core.timer(this::terminate);
  }

  /** What repetitions, the ACK of a refusal, and CANCEL have in common with the INVITE (17.2.3). */
  static String key(SipMessage request) {
    Via via = request.topVia();
    if (via.hasMagicCookie()) {
      return via.branch() + " " + via.sentBy();
    }
    // A sender of before RFC 3261: its branch says nothing by itself.
    return String.join(
        " ",
        request.callId(),
        request.fromTag(),
        Long.toString(request.cseq().number()),
        via.sentBy());
  }

  String key() {
    return key(invite);
  }

  SipConnection connection() {
    return connection;
  }

  SipMessage invite() {
    return invite;
  }

  void respond(SipMessage response) {
    if (state != State.PROCEEDING) {
      return;
    }
    lastResponse = response;
    if (!response.isProvisional()) {
      state = response.isSuccess() ? State.ACCEPTED : State.COMPLETED;
      timer.armAfter(core.timing().giveUpNanos());
    }
    core.send(connection, response);
  }

  /** The same INVITE again: answered as before. */
  void repeated() {
    if (lastResponse != null) {
      core.send(connection, lastResponse);
    }
  }

  /** The ACK of a refusal; timer I is zero, so this is its end. */
  void acknowledged() {
    if (state == State.COMPLETED) {
      terminate();
    }
  }

  void cancelled(SipMessage cancel) {
    if (call != null) {
      core.send(connection, call.answerToCancel(cancel));
      call.cancelled();
    } else {
      core.send(connection, core.responses().plain(cancel, connection, 200));
    }
  }

  void connectionLost() {
    terminate();
  }

  private void terminate() {
    state = State.TERMINATED;
    timer.cancel();
    core.forget(this);
  }
}
