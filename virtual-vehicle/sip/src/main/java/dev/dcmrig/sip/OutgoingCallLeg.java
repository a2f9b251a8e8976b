// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call that this side placed (RFC 3261 13.2). */
final class OutgoingCallLeg extends CallLeg implements ClientTransaction.User {
  private @Nullable ClientTransaction transaction;
  private @Nullable SipMessage invite;
  private @Nullable SipMessage ack;
  private boolean cancelWanted;
  private boolean cancelSent;
  private boolean confirmed;

  OutgoingCallLeg(Core core, SipConnection connection, Dialog dialog, SipCall.Listener listener) {
    super(core, connection, dialog);
    this.listener = listener;
  }

  void start(SipMessage request) {
    invite = request;
    transaction = core.request(connection(), request, this);
  }

  @Override
  public boolean isIncoming() {
    return false;
  }

  @Override
  public void ring() {
    throw notIncoming("ring");
  }

  @Override
  public void answer(Map<String, String> headers, String contentType, byte[] body) {
    throw notIncoming("answer");
  }

  @Override
  public void reject(int status, String reason, Map<String, String> headers) {
    throw notIncoming("reject");
  }

  private IllegalStateException notIncoming(String what) {
    return new IllegalStateException(what + " is for incoming calls; " + id() + " is outgoing");
  }

  @Override
  public void end() {
    if (isEnded()) {
      return;
    }
    if (confirmed) {
      bye();
      return;
    }
    enter(State.ENDED);
    cancelWanted = true;
    cancelIfPossible();
  }

  /** A CANCEL may only go once a provisional response has come (RFC 3261 9.1). */
  private void cancelIfPossible() {
    ClientTransaction inviting = transaction;
    if (!cancelWanted || cancelSent || inviting == null || !inviting.isProceeding()) {
      return;
    }
    cancelSent = true;
    inviting.giveUpAfterCancel();
    core.request(connection(), Requests.cancel(inviting.request()), new Unheard());
  }

  /** Nothing depends on how a CANCEL, or the BYE of a fork, is answered. */
  private static final class Unheard implements ClientTransaction.User {
    @Override
    public void responded(SipMessage response) {}

    @Override
    public void failed(int status, String reason) {}
  }

  @Override
  public void responded(SipMessage response) {
    if (response.isProvisional()) {
      provisional(response);
    } else if (response.isSuccess()) {
      accepted(response);
    } else {
      over(response.status(), response.reason());
    }
  }

  private void provisional(SipMessage response) {
    cancelIfPossible();
    if (response.status() == 100 || isEnded()) {
      return;
    }
    if (!response.toTag().isEmpty()) {
      dialog().learnFrom(response);
    }
    if (response.status() == 180 || response.status() == 183) {
      enter(State.RINGING);
      listener.ringing(response);
    }
  }

  private void accepted(SipMessage response) {
    SipMessage request = invite;
    if (request == null) {
      return;
    }
    if (confirmed) {
      acceptedAgain(request, response);
      return;
    }
    confirmed = true;
    dialog().learnFrom(response);
    SipMessage acknowledgement = dialog().ack(core, connection(), request);
    ack = acknowledgement;
    core.send(connection(), acknowledgement);
    if (isEnded()) {
      // The 2xx and this side's CANCEL have crossed (RFC 3261 9.1): the call is up, and unwanted.
      bye();
      return;
    }
    enter(State.CONNECTED);
    listener.connected(response);
  }

  private void acceptedAgain(SipMessage request, SipMessage response) {
    SipMessage acknowledgement = ack;
    if (response.toTag().equals(dialog().remoteTag()) && acknowledgement != null) {
      core.send(connection(), acknowledgement);
      return;
    }
    // Another branch of a forked request has answered, too: one call is enough (13.2.2.4).
    Dialog fork = dialog().forkedBy(response);
    core.send(connection(), fork.ack(core, connection(), request));
    SipMessage bye = fork.request(core, connection(), "BYE").build();
    core.request(connection(), bye, new Unheard());
  }

  @Override
  public void failed(int status, String reason) {
    over(status, reason);
  }

  /** Refused, or never answered. */
  private void over(int status, String reason) {
    core.forget(this);
    if (!isEnded()) {
      enter(State.ENDED);
      listener.failed(status, reason);
    }
  }

  @Override
  void ackArrived(SipMessage acknowledgement) {
    // An ACK within a dialog that this side began belongs to a re-INVITE that was refused.
  }

  @Override
  void connectionLost() {
    core.forget(this);
    if (!isEnded()) {
      enter(State.ENDED);
      listener.ended(EndReason.CONNECTION_LOST);
    }
  }
}
