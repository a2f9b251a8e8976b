// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import dev.dcmrig.sim.Timer;

/**
 * A request that this side sent, and the responses to it (RFC 3261 17.1) on a reliable transport.
 * An INVITE waits 64 T1 for its first response and then as long as it takes; another request waits
 * 64 T1 for its final response. A 2xx to an INVITE leaves the transaction listening for repetitions
 * of it (RFC 6026 7.2).
 */
final class ClientTransaction {
  /** Told of responses; of a final one once, except for repeated 2xx to an INVITE. */
  interface User {
    void responded(SipMessage response);

    /**
     * No response came.
     *
     * @param status 408 on time-out, 503 on a lost connection
     */
    void failed(int status, String reason);
  }

  private enum State {
    CALLING,
    PROCEEDING,
    ACCEPTED,
    TERMINATED
  }

  private final Core core;
  private final SipConnection connection;
  private final SipMessage request;
  private final User user;
  private final Timer timer;
  private State state = State.CALLING;

  ClientTransaction(Core core, SipConnection connection, SipMessage request, User user) {
    this.core = core;
    this.connection = connection;
    this.request = request;
    this.user = user;
    this.timer = core.timer(this::timedOut);
  }

  static String key(String branch, String method) {
    return branch + " " + method;
  }

  String key() {
    return key(request.topVia().branch(), request.method());
  }

  SipConnection connection() {
    return connection;
  }

  SipMessage request() {
    return request;
  }

  /** Whether a provisional response has come and no final one: the time in which CANCEL may go. */
  boolean isProceeding() {
    return state == State.PROCEEDING;
  }

  void start() {
    timer.armAfter(core.timing().giveUpNanos());
    core.send(connection, request);
  }

  private boolean isInvite() {
    return request.isMethod("INVITE");
  }

  void received(SipMessage response) {
    if (state == State.TERMINATED) {
      return;
    }
    if (response.isProvisional()) {
      if (state == State.ACCEPTED) {
        return;
      }
      if (isInvite() && state == State.CALLING) {
        timer.cancel();
      }
      state = State.PROCEEDING;
    } else if (isInvite() && response.isSuccess()) {
      if (state != State.ACCEPTED) {
        state = State.ACCEPTED;
        timer.armAfter(core.timing().giveUpNanos());
      }
    } else if (state == State.ACCEPTED) {
      return;
    } else {
      if (isInvite()) {
        core.send(connection, Requests.ackOfRefusal(request, response));
      }
      terminate();
    }
    user.responded(response);
  }

  /** Gives up a cancelled INVITE that is never answered (RFC 3261 9.1). */
  void giveUpAfterCancel() {
    timer.armAfter(core.timing().giveUpNanos());
  }

  private void timedOut() {
    boolean accepted = state == State.ACCEPTED;
    terminate();
    if (!accepted) {
      user.failed(408, StatusText.of(408));
    }
  }

  void connectionLost() {
    boolean waiting = state == State.CALLING || state == State.PROCEEDING;
    terminate();
    if (waiting) {
      user.failed(503, "connection lost");
    }
  }

  private void terminate() {
    state = State.TERMINATED;
    timer.cancel();
    core.forget(this);
  }
}
