// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import dev.dcmrig.sim.Timer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call that came in (RFC 3261 13.3). */
final class IncomingCall extends CallLeg {
  private final SipMessage invite;
  private final InviteServer server;
  private final Timer retransmission;
  private @Nullable SipMessage ok;
  private long answeredFor;
  private long intervalNanos;
  private boolean acknowledged;
  private boolean byeWanted;

  IncomingCall(Core core, SipConnection connection, Dialog dialog, SipMessage invite) {
    super(core, connection, dialog);
    this.invite = invite;
    this.server = new InviteServer(core, connection, invite, this);
    this.retransmission = core.timer(this::repeatAnswer);
  }

  InviteServer server() {
    return server;
  }

  @Override
  public boolean isIncoming() {
    return true;
  }

  @Override
  public void ring() {
    if (isEnded()) {
      return;
    }
    checkUnanswered("ring");
    enter(State.RINGING);
    server.respond(response(180, StatusText.of(180)).build());
  }

  private MessageDraft response(int status, String reason) {
    MessageDraft draft =
        core.responses().draft(invite, connection(), status, reason, dialog().localTag());
    if (status < 300) {
      draft
          .headers(HeaderNames.RECORD_ROUTE, invite.headers().all(HeaderNames.RECORD_ROUTE))
          .header(HeaderNames.CONTACT, core.contact(connection()));
    }
    return draft;
  }

  private void checkUnanswered(String what) {
    if (ok != null) {
      throw new IllegalStateException("can't " + what + " call " + id() + ": it is answered");
    }
  }

  @Override
  public void answer(Map<String, String> headers, String contentType, byte[] body) {
    if (isEnded()) {
      return;
    }
    checkUnanswered("answer");
    SipMessage answer =
        response(200, StatusText.of(200))
            .header("Allow", Responses.ALLOW)
            .headers(core.settings().responseHeaders())
            .headers(headers)
            .body(contentType, body)
            .build();
    ok = answer;
    intervalNanos = core.timing().t1Nanos();
    retransmission.armAfter(intervalNanos);
    server.respond(answer);
  }

  private void repeatAnswer() {
    answeredFor += intervalNanos;
    if (answeredFor >= core.timing().giveUpNanos()) {
      boolean silent = isEnded();
      // An ACK that comes after this changes nothing any more.
      acknowledged = true;
      bye();
      if (!silent) {
        listener.ended(EndReason.NO_ACK);
      }
      return;
    }
    SipMessage answer = ok;
    if (answer != null) {
      core.send(connection(), answer);
    }
    long next = core.timing().backedOffNanos(intervalNanos);
    intervalNanos = Math.min(next, core.timing().giveUpNanos() - answeredFor);
    retransmission.armAfter(intervalNanos);
  }

  @Override
  public void reject(int status, String reason, Map<String, String> headers) {
    if (status < 300 || status > 699) {
      throw new IllegalArgumentException("a call is rejected with 300 to 699, not " + status);
    }
    if (isEnded()) {
      return;
    }
    checkUnanswered("reject");
    refuse(status, reason, headers);
  }

  private void refuse(int status, String reason, Map<String, String> headers) {
    enter(State.ENDED);
    core.forget(this);
    server.respond(response(status, reason).headers(headers).build());
  }

  @Override
  public void end() {
    if (isEnded()) {
      return;
    }
    if (ok == null) {
      refuse(480, StatusText.of(480), Map.of());
    } else if (acknowledged) {
      bye();
    } else {
      // No BYE before the ACK, or before it is clear that none comes (RFC 3261 15).
      enter(State.ENDED);
      byeWanted = true;
    }
  }

  @Override
  void ackArrived(SipMessage ack) {
    boolean mine = ok != null && !acknowledged && ack.cseq().number() == invite.cseq().number();
    if (!mine || !ack.fromTag().equals(dialog().remoteTag())) {
      return;
    }
    acknowledged = true;
    retransmission.cancel();
    if (byeWanted) {
      bye();
    } else if (!isEnded()) {
      enter(State.CONNECTED);
      listener.connected(ack);
    }
  }

  @Override
  void bye() {
    retransmission.cancel();
    super.bye();
  }

  SipMessage answerToCancel(SipMessage cancel) {
    return core.responses().draft(cancel, connection(), 200, "OK", dialog().localTag()).build();
  }

  /** A CANCEL came, and is answered; after a final response it changes nothing (RFC 3261 9.2). */
  void cancelled() {
    if (isEnded() || ok != null) {
      return;
    }
    refuse(487, StatusText.of(487), Map.of());
    listener.ended(EndReason.REMOTE_CANCEL);
  }

  @Override
  void remoteBye() {
    retransmission.cancel();
    if (ok == null && !isEnded()) {
      // A BYE to an early dialog also ends its INVITE (RFC 3261 15.1.2).
      server.respond(response(487, StatusText.of(487)).build());
    }
    if (byeWanted) {
      core.forget(this);
    }
    super.remoteBye();
  }

  @Override
  void connectionLost() {
    retransmission.cancel();
    core.forget(this);
    if (!isEnded()) {
      enter(State.ENDED);
      listener.ended(EndReason.CONNECTION_LOST);
    }
  }
}
