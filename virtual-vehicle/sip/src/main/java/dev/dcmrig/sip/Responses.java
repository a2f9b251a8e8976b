// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import dev.dcmrig.sim.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes responses as RFC 3261 8.2.6 says. */
final class Responses {
  /** Methods that are answered with other than 405 or 501. */
  static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, REGISTER";

  /** Methods that are known and not served: 405; others are 501. */
  private static final Set<String> KNOWN_METHODS =
      Set.of("SUBSCRIBE", "NOTIFY", "PUBLISH", "MESSAGE", "REFER", "UPDATE", "PRACK", "REGISTER");

  private final SipSettings settings;
  private final Seed.Stream ids;

  Responses(SipSettings settings, Seed.Stream ids) {
    this.settings = settings;
    this.ids = ids;
  }

  /** A response with nothing particular to it; a tag is made where To has none. */
  SipMessage plain(SipMessage request, SipConnection connection, int status) {
    return draft(request, connection, status, StatusText.of(status), newTag(request)).build();
  }

  /** A response with headers of the user's. */
  SipMessage plain(SipMessage request, SipConnection connection, SipAnswer answer) {
    String reason = StatusText.of(answer.status());
    return draft(request, connection, answer.status(), reason, newTag(request))
        .headers(answer.headers())
        .build();
  }

  private String newTag(SipMessage request) {
    return request.to().tag().isEmpty() ? ids.token() : "";
  }

  /** 405 where the method is known, else 501 (RFC 3261 21.4.6, 21.5.2). */
  SipMessage methodRefused(SipMessage request, SipConnection connection) {
    int status = KNOWN_METHODS.contains(request.method()) ? 405 : 501;
    return draft(request, connection, status, StatusText.of(status), newTag(request))
        .header("Allow", ALLOW)
        .build();
  }

  /** 420 that names what is not understood (RFC 3261 8.2.2.3). */
  SipMessage badExtension(SipMessage request, SipConnection connection) {
    return draft(request, connection, 420, StatusText.of(420), newTag(request))
        .header("Unsupported", String.join(", ", request.headers().list(HeaderNames.REQUIRE)))
        .build();
  }

  /** 200 to an OPTIONS. */
  SipMessage options(SipMessage request, SipConnection connection) {
    return draft(request, connection, 200, StatusText.of(200), newTag(request))
        .header("Allow", ALLOW)
        .header("Accept", "application/sdp, multipart/mixed")
        .headers(settings.responseHeaders())
        .build();
  }

  /** The answer to a REGISTER; a 200 repeats the binding and its time (RFC 3261 10.3). */
  SipMessage registered(SipMessage request, SipConnection connection, int status) {
    MessageDraft draft = draft(request, connection, status, StatusText.of(status), newTag(request));
    if (status == 200) {
      String expires = request.header("Expires").orElse("3600");
      if (!expires.equals("0")) {
        request.headers().list(HeaderNames.CONTACT).stream()
            .filter(contact -> !contact.equals("*"))
            .forEach(
                contact ->
                    draft.header(
                        HeaderNames.CONTACT,
                        contact.replaceAll("(?i);\\s*expires=[0-9]*", "") + ";expires=" + expires));
      }
    }
    return draft.build();
  }

  /** The beginning of a response; an empty tag leaves To as it came. */
  MessageDraft draft(
      SipMessage request, SipConnection connection, int status, String reason, String toTag) {
    MessageDraft draft = MessageDraft.response(status, reason);
    draft.headers(HeaderNames.VIA, vias(request, connection));
    String to = request.headers().first(HeaderNames.TO).orElseThrow();
    draft
        .header(HeaderNames.FROM, request.headers().first(HeaderNames.FROM).orElseThrow())
        .header(HeaderNames.TO, toTag.isEmpty() ? to : to + ";tag=" + toTag)
        .header(HeaderNames.CALL_ID, request.callId())
        .header(HeaderNames.CSEQ, request.cseq().toString());
    if (status == 100) {
      request.headers().first("Timestamp").ifPresent(value -> draft.header("Timestamp", value));
    }
    return draft.header("Server", settings.userAgent());
  }

  /** The Via fields of a request; the topmost says where the request really came from (18.2.1). */
  private static List<String> vias(SipMessage request, SipConnection connection) {
    List<String> vias = new ArrayList<>(request.headers().list(HeaderNames.VIA));
    vias.set(0, noted(request.topVia(), connection.remoteAddress()));
    return vias;
  }

  private static String noted(Via via, String remoteAddress) {
    int colon = remoteAddress.lastIndexOf(':');
    if (colon <= 0) {
      return via.text();
    }
    String host = remoteAddress.substring(0, colon);
    String port = remoteAddress.substring(colon + 1);
    String sentHost = via.sentBy().replaceFirst(":[0-9]*$", "");
    String text = via.text();
    if (via.asksForPort()) {
      // RFC 3581 4: both are noted when the sender asks for its port.
      return text.replaceFirst("(?i);\\s*rport\\s*=?", ";rport=" + port) + ";received=" + host;
    }
    return sentHost.equalsIgnoreCase(host) ? text : text + ";received=" + host;
  }
}
