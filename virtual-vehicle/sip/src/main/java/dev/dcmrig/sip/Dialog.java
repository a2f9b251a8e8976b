// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of RFC 3261 12: identifiers, sequence numbers, route set and remote target. */
final class Dialog {
  private final String callId;
  private final String localTag;
  private final String localAddress;
  private String remoteAddress;
  private String remoteTag;
  private String remoteTarget;
  private List<String> routeSet;
  private long localCseq;
  private long remoteCseq;
  private @Nullable SipMessage lastRequest;
  private @Nullable SipMessage lastResponse;

  private Dialog(
      String callId,
      String localTag,
      String localAddress,
      String remoteTag,
      String remoteAddress,
      String remoteTarget,
      List<String> routeSet) {
    this.callId = callId;
    this.localTag = localTag;
    this.localAddress = localAddress;
    this.remoteTag = remoteTag;
    this.remoteAddress = remoteAddress;
    this.remoteTarget = remoteTarget;
    this.routeSet = routeSet;
  }

  static String key(String callId, String localTag) {
    return callId + " " + localTag;
  }

  /** Of one who calls; the other end's part comes with its response. */
  static Dialog outgoing(
      String callId, String localTag, String fromUri, String toUri, String requestUri) {
    Dialog dialog =
        new Dialog(
            callId,
            localTag,
            "<" + fromUri + ">;tag=" + localTag,
            "",
            "<" + toUri + ">",
            requestUri,
            List.of());
    dialog.localCseq = 1;
    dialog.remoteCseq = -1;
    return dialog;
  }

  /** Of one who is called (RFC 3261 12.1.1). */
  static Dialog incoming(SipMessage invite, String localTag) throws SipFormatException {
    String contact =
        invite.headers().list(HeaderNames.CONTACT).stream()
            .findFirst()
            .orElseThrow(() -> new SipFormatException(400, "INVITE without Contact"));
    Dialog dialog =
        new Dialog(
            invite.callId(),
            localTag,
            invite.headers().first(HeaderNames.TO).orElseThrow() + ";tag=" + localTag,
            invite.fromTag(),
            invite.headers().first(HeaderNames.FROM).orElseThrow(),
            NameAddr.parse(HeaderNames.CONTACT, contact).uri(),
            invite.headers().list(HeaderNames.RECORD_ROUTE));
    dialog.remoteCseq = invite.cseq().number();
    return dialog;
  }

  String callId() {
    return callId;
  }

  String localTag() {
    return localTag;
  }

  String remoteTag() {
    return remoteTag;
  }

  /** What a response to the own INVITE says of the other end (RFC 3261 12.1.2, 13.2.2.4). */
  void learnFrom(SipMessage response) {
    remoteTag = response.toTag();
    remoteAddress = response.headers().first(HeaderNames.TO).orElseThrow();
    List<String> routes = new ArrayList<>(response.headers().list(HeaderNames.RECORD_ROUTE));
    Collections.reverse(routes);
    routeSet = List.copyOf(routes);
    // A 2xx must have a Contact; without one, the address that was called is the best there is.
    response.headers().list(HeaderNames.CONTACT).stream()
        .findFirst()
        .flatMap(Dialog::uriOf)
        .ifPresent(uri -> remoteTarget = uri);
  }

  private static Optional<String> uriOf(String contact) {
    try {
      return Optional.of(NameAddr.parse(HeaderNames.CONTACT, contact).uri());
    } catch (SipFormatException e) {
      return Optional.empty();
    }
  }

  /** A copy that another branch of a forked INVITE answered from. */
  Dialog forkedBy(SipMessage response) {
    Dialog fork =
        new Dialog(
            callId, localTag, localAddress, remoteTag, remoteAddress, remoteTarget, routeSet);
    fork.localCseq = localCseq;
    fork.learnFrom(response);
    return fork;
  }

  /** A new request in this dialog. */
  MessageDraft request(Core core, SipConnection connection, String method) {
    localCseq++;
    return draft(core, connection, method, localCseq);
  }

  /** The ACK of a 2xx: a transaction of its own, with the number of its INVITE (13.2.2.4). */
  SipMessage ack(Core core, SipConnection connection, SipMessage invite) {
    return draft(core, connection, "ACK", invite.cseq().number()).build();
  }

  private MessageDraft draft(
      Core core, SipConnection connection, String method, long sequenceNumber) {
    List<String> routes = new ArrayList<>(routeSet);
    String uri = remoteTarget;
    Optional<NameAddr> first = routes.stream().findFirst().flatMap(Dialog::addressOf);
    if (first.isPresent() && !first.get().isLooseRouter()) {
      // A strict router wants itself as Request-URI and the target last (RFC 3261 12.2.1.1).
      routes.remove(0);
      routes.add("<" + remoteTarget + ">");
      uri = first.get().uri();
    }
    return MessageDraft.request(method, uri)
        .header(HeaderNames.VIA, core.newVia(connection))
        .header(HeaderNames.MAX_FORWARDS, Requests.MAX_FORWARDS)
        .headers(HeaderNames.ROUTE, routes)
        .header(HeaderNames.FROM, localAddress)
        .header(HeaderNames.TO, remoteAddress)
        .header(HeaderNames.CALL_ID, callId)
        .header(HeaderNames.CSEQ, sequenceNumber + " " + method)
        .header("User-Agent", core.settings().userAgent());
  }

  private static Optional<NameAddr> addressOf(String route) {
    try {
      return Optional.of(NameAddr.parse(HeaderNames.ROUTE, route));
    } catch (SipFormatException e) {
      return Optional.empty();
    }
  }

  /** The answer that this request got when it came before; empty for a new one. */
  Optional<SipMessage> answerBefore(SipMessage request) {
    boolean same =
        lastRequest != null
            && lastRequest.topVia().branch().equals(request.topVia().branch())
            && lastRequest.cseq().equals(request.cseq());
    return same ? Optional.ofNullable(lastResponse) : Optional.empty();
  }

  /** Whether a request comes out of its order (RFC 3261 12.2.2). */
  boolean isOutOfOrder(SipMessage request) {
    return request.cseq().number() <= remoteCseq;
  }

  void began(SipMessage request) {
    remoteCseq = request.cseq().number();
    lastRequest = request;
    lastResponse = null;
  }

  void answered(SipMessage request, SipMessage response) {
    if (request.equals(lastRequest)) {
      lastResponse = response;
    }
  }
}
