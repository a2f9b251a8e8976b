// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.Map;

/** What both ends of a call have in common: requests in the dialog, and its end. */
abstract class CallLeg implements SipCall {
  final Core core;
  private final SipConnection connection;
  private final Dialog dialog;
  private State state = State.INVITING;
  SipCall.Listener listener = new SipCall.Listener() {};

  CallLeg(Core core, SipConnection connection, Dialog dialog) {
    this.core = core;
    this.connection = connection;
    this.dialog = dialog;
  }

  @Override
  public String id() {
    return dialog.callId();
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public boolean hasDialog() {
    return !dialog.remoteTag().isEmpty();
  }

  void enter(State next) {
    state = next;
  }

  boolean isEnded() {
    return state == State.ENDED;
  }

  SipConnection connection() {
    return connection;
  }

  Dialog dialog() {
    return dialog;
  }

  String localTag() {
    return dialog.localTag();
  }

  @Override
  public void info(Map<String, String> headers, String contentType, byte[] body) {
    if (isEnded()) {
      core.soon(() -> listener.infoAnswered(LocalResponse.of("INFO", 481)));
      return;
    }
    if (!hasDialog()) {
      throw new IllegalStateException(
          "INFO on call " + id() + ", which is still " + state + ": wait until it is answered");
    }
    SipMessage info =
        dialog.request(core, connection, "INFO").headers(headers).body(contentType, body).build();
    core.request(connection, info, new InfoUser());
  }

  private final class InfoUser implements ClientTransaction.User {
    @Override
    public void responded(SipMessage response) {
      if (!response.isProvisional()) {
        answered(response);
      }
    }

    @Override
    public void failed(int status, String reason) {
      answered(LocalResponse.of("INFO", status));
    }

    private void answered(SipMessageView response) {
      if (isEnded()) {
        return;
      }
      listener.infoAnswered(response);
      boolean gone = response.status() == 481 || response.status() == 408;
      if (gone && !isEnded()) {
        // RFC 3261 12.2.1.2: the other end has no such dialog any more.
        bye();
        listener.ended(EndReason.CONNECTION_LOST);
      }
    }
  }

  /** Leaves the dialog; it stays known until the BYE is answered, for a BYE from the other end. */
  void bye() {
    enter(State.ENDED);
    SipMessage bye = dialog.request(core, connection, "BYE").build();
    core.request(connection, bye, new ByeUser());
  }

  private final class ByeUser implements ClientTransaction.User {
    @Override
    public void responded(SipMessage response) {
      if (!response.isProvisional()) {
        core.forget(CallLeg.this);
      }
    }

    @Override
    public void failed(int status, String reason) {
      core.forget(CallLeg.this);
    }
  }

  /** A request within the dialog, ACK and CANCEL aside. */
  void request(SipMessage request) {
    if (!request.fromTag().equals(dialog.remoteTag())) {
      core.send(connection, core.responses().plain(request, connection, 481));
      return;
    }
    var before = dialog.answerBefore(request);
    if (before.isPresent()) {
      core.send(connection, before.get());
      return;
    }
    if (dialog.isOutOfOrder(request)) {
      core.send(connection, core.responses().plain(request, connection, 500));
      return;
    }
    dialog.began(request);
    switch (request.method()) {
      case "BYE" -> {
        answer(request, core.responses().plain(request, connection, 200));
        remoteBye();
      }
      case "INFO" -> infoArrived(request);
      case "OPTIONS" -> answer(request, core.responses().options(request, connection));
      case "INVITE" -> refuseReinvite(request);
      default -> answer(request, core.responses().methodRefused(request, connection));
    }
  }

  private void answer(SipMessage request, SipMessage response) {
    dialog.answered(request, response);
    core.send(connection, response);
  }

  private void infoArrived(SipMessage request) {
    SipAnswer answer = isEnded() ? SipAnswer.of(481) : listener.info(request);
    answer(request, core.responses().plain(request, connection, answer));
  }

  /** The session can't be changed here; it goes on as it is (RFC 3261 14.2). */
  private void refuseReinvite(SipMessage request) {
    if (!core.hasRoomForTransaction()) {
      answer(request, core.responses().plain(request, connection, 503));
      return;
    }
    InviteServer server = new InviteServer(core, connection, request, null);
    core.add(server);
    server.respond(core.responses().plain(request, connection, 488));
  }

  /** The BYE of the other end, already answered. */
  void remoteBye() {
    if (isEnded()) {
      return;
    }
    enter(State.ENDED);
    core.forget(this);
    listener.ended(EndReason.REMOTE_BYE);
  }

  /** The ACK of a 2xx. */
  abstract void ackArrived(SipMessage ack);

  abstract void connectionLost();
}
