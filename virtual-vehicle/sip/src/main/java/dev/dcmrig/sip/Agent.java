// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import dev.dcmrig.sim.Seed;
import dev.dcmrig.sim.Timeline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The user agent: connections in, messages to transactions, calls and the listener. */
final class Agent implements SipUserAgent {
  /** More connections than this are closed at once. */
  static final int MAX_CONNECTIONS = 256;

  private final Core core;
  private final SipUserAgent.Listener listener;
  private final Registrations registrations;
  private final Map<SipConnection, SipFramer> streams = new LinkedHashMap<>();

  Agent(Timeline timeline, Seed.Stream ids, SipSettings settings, SipUserAgent.Listener listener) {
    this.core = new Core(timeline, ids, settings);
    this.listener = listener;
    this.registrations = new Registrations(core);
  }

  @Override
  public void connected(SipConnection connection) {
    if (streams.size() >= MAX_CONNECTIONS) {
      connection.close();
      return;
    }
    streams.put(connection, new SipFramer());
  }

  @Override
  public void received(SipConnection connection, byte[] bytes) {
    SipFramer framer = streams.get(connection);
    if (framer == null) {
      return;
    }
    framer.append(bytes);
    // Bounded by the bytes that came; a message may also have closed the connection.
    while (streams.get(connection) == framer) {
      Optional<SipFramer.Frame> frame = framer.next();
      if (frame.isEmpty()) {
        framer.problem().ifPresent(problem -> giveUp(connection, framer, problem));
        return;
      }
      take(connection, frame.get());
    }
  }

  /** Nothing behind this point of the stream can be understood (RFC 3261 18.3). */
  private void giveUp(SipConnection connection, SipFramer framer, String problem) {
    framer
        .brokenHead()
        .flatMap(BrokenRequest::of)
        .ifPresent(broken -> answerBroken(connection, broken, 400, problem));
    listener.malformed(connection, problem);
    connection.close();
    closed(connection);
  }

  private void answerBroken(
      SipConnection connection, BrokenRequest broken, int status, String reason) {
    String printable = reason.replaceAll("[^ -~]", "?");
    connection.write(broken.answer(core.settings(), core.token(), status, printable));
  }

  private void take(SipConnection connection, SipFramer.Frame frame) {
    SipMessage message;
    try {
      message = SipParser.parse(frame);
    } catch (SipFormatException e) {
      String reason = e.getMessage() == null ? StatusText.of(e.status()) : e.getMessage();
      BrokenRequest.of(frame.head())
          .ifPresent(broken -> answerBroken(connection, broken, e.status(), reason));
      listener.refused(connection, e.status(), reason);
      return;
    }
    if (message.isRequest()) {
      listener.arrived(connection, message);
      request(connection, message);
    } else if (message.headers().list(HeaderNames.VIA).size() == 1) {
      // More than one Via: not for this agent (RFC 3261 8.1.3.3).
      core.clientOf(message).ifPresent(client -> client.received(message));
    }
  }

  private void request(SipConnection connection, SipMessage request) {
    Optional<InviteServer> server = core.serverOf(request);
    if (request.isMethod("ACK")) {
      acknowledged(request, server);
    } else if (request.isMethod("CANCEL")) {
      server.ifPresentOrElse(
          invited -> invited.cancelled(request), () -> respond(connection, request, 481));
    } else if (request.isMethod("INVITE") && server.isPresent()) {
      server.get().repeated();
    } else if (!refusedByForm(connection, request)) {
      if (request.toTag().isEmpty()) {
        outsideOfDialog(connection, request);
      } else {
        inDialog(connection, request);
      }
    }
  }

  private void acknowledged(SipMessage ack, Optional<InviteServer> server) {
    if (server.isPresent()) {
      server.get().acknowledged();
    }
    core.legOf(ack.callId(), ack.toTag()).ifPresent(leg -> leg.ackArrived(ack));
  }

  private void respond(SipConnection connection, SipMessage request, int status) {
    core.send(connection, core.responses().plain(request, connection, status));
  }

  /** What is refused for any method (RFC 3261 8.2.2, 8.2.3). */
  private boolean refusedByForm(SipConnection connection, SipMessage request) {
    List<String> extensions = request.headers().list(HeaderNames.REQUIRE);
    Optional<String> coding =
        request
            .header(HeaderNames.CONTENT_ENCODING)
            .filter(each -> !each.equalsIgnoreCase("identity"));
    if (!SipUris.hasKnownScheme(request.requestUri())) {
      respond(connection, request, 416);
      listener.refused(connection, 416, "Request-URI " + request.requestUri());
    } else if (!extensions.isEmpty()) {
      core.send(connection, core.responses().badExtension(request, connection));
      listener.refused(connection, 420, "Require " + String.join(", ", extensions));
    } else if (coding.isPresent()) {
      // RFC 3261 21.4.13: a 415 names what would be understood.
      SipAnswer answer = new SipAnswer(415, Map.of("Accept-Encoding", "identity"));
      core.send(connection, core.responses().plain(request, connection, answer));
      listener.refused(connection, 415, "Content-Encoding " + coding.get());
    } else {
      return false;
    }
    return true;
  }

  private void inDialog(SipConnection connection, SipMessage request) {
    Optional<CallLeg> leg = core.legOf(request.callId(), request.toTag());
    if (leg.isPresent() && leg.get().connection().equals(connection)) {
      leg.get().request(request);
    } else {
      respond(connection, request, 481);
    }
  }

  private void outsideOfDialog(SipConnection connection, SipMessage request) {
    switch (request.method()) {
      case "INVITE" -> invited(connection, request);
      case "OPTIONS" -> core.send(connection, core.responses().options(request, connection));
      case "REGISTER" -> registered(connection, request);
      case "BYE", "INFO" -> respond(connection, request, 481);
      default -> core.send(connection, core.responses().methodRefused(request, connection));
    }
  }

  private void registered(SipConnection connection, SipMessage request) {
    int status = listener.register(connection, request);
    core.send(
        connection,
        status == 405
            ? core.responses().methodRefused(request, connection)
            : core.responses().registered(request, connection, status));
  }

  private void invited(SipConnection connection, SipMessage invite) {
    if (core.isMerged(invite)) {
      respond(connection, invite, 482);
      return;
    }
    if (!core.hasRoomForInvite()) {
      respond(connection, invite, 503);
      return;
    }
    IncomingCall call;
    try {
      call = new IncomingCall(core, connection, Dialog.incoming(invite, core.token()), invite);
    } catch (SipFormatException e) {
      respond(connection, invite, e.status());
      return;
    }
    core.add(call.server());
    core.add(call);
    call.server().respond(core.responses().draft(invite, connection, 100, "Trying", "").build());
    call.listener = listener.incoming(connection, call, invite);
  }

  @Override
  public void closed(SipConnection connection) {
    if (streams.remove(connection) != null) {
      core.connectionLost(connection);
    }
  }

  @Override
  public SipCall call(
      SipConnection connection, OutgoingCall outgoing, SipCall.Listener callListener) {
    String callId = core.token() + "@" + host(connection);
    Dialog dialog =
        Dialog.outgoing(
            callId, core.token(), outgoing.fromUri(), outgoing.toUri(), outgoing.requestUri());
    OutgoingCallLeg leg = new OutgoingCallLeg(core, connection, dialog, callListener);
    String refusal = refusal(connection);
    if (refusal != null) {
      core.soon(() -> leg.failed(503, refusal));
      return leg;
    }
    SipMessage invite =
        MessageDraft.request("INVITE", outgoing.requestUri())
            .header(HeaderNames.VIA, core.newVia(connection))
            .header(HeaderNames.MAX_FORWARDS, Requests.MAX_FORWARDS)
            .header(HeaderNames.FROM, "<" + outgoing.fromUri() + ">;tag=" + dialog.localTag())
            .header(HeaderNames.TO, "<" + outgoing.toUri() + ">")
            .header(HeaderNames.CALL_ID, callId)
            .header(HeaderNames.CSEQ, "1 INVITE")
            .header(HeaderNames.CONTACT, core.contact(connection))
            .header("User-Agent", core.settings().userAgent())
            .header("Allow", Responses.ALLOW)
            .headers(outgoing.headers())
            .body(outgoing.contentType(), outgoing.body())
            .build();
    core.add(leg);
    leg.start(invite);
    return leg;
  }

  private @Nullable String refusal(SipConnection connection) {
    if (!streams.containsKey(connection)) {
      return "connection " + connection.name() + " is not open";
    }
    return core.hasRoomForCall() ? null : "more than " + Core.MAX_CALLS + " calls";
  }

  static String host(SipConnection connection) {
    String address = connection.localAddress();
    int colon = address.lastIndexOf(':');
    return colon < 0 ? address : address.substring(0, colon);
  }

  @Override
  public void register(
      SipConnection connection,
      String registrarUri,
      String addressOfRecord,
      Duration expires,
      Consumer<SipResult> result) {
    if (!streams.containsKey(connection)) {
      core.soon(() -> result.accept(Registrations.lost("connection is not open")));
      return;
    }
    registrations.register(connection, registrarUri, addressOfRecord, expires, result);
  }
}
