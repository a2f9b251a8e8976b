// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.api.EmergencyCentre.WrongKind;
import dev.dcmrig.sip.SipMessageView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one request of a DCM must say by itself (docs/DCM-INTERFACE.md, 2.2). Pure: a message in,
 * what is wrong with it out.
 *
 * <pre>
 *   1  Max-Forwards is there                                         RFC 3261 8.1.1.6
 *   2  one Via: TCP, the DCM's own address, a branch of RFC 3261     8.1.1.7
 *   3  From has a tag; To has one within a dialog only               8.1.1.2, 8.1.1.3
 *   4  Contact of INVITE and REGISTER: From's user part, the DCM's address, TCP
 *   5  INVITE: To is the Request-URI
 *   6  INVITE: Recv-Info has the package                             RFC 8147, RFC 6086 5.2
 *   7  INVITE: Call-Info names the MSD of the body                   RFC 8147 4, RFC 7852
 *   8  INVITE: Accept has SDP, control data and multipart            RFC 3261 20.1
 *   9  INFO with an MSD: Content-Disposition is Info-Package         RFC 6086 5.3
 *  10  REGISTER: registrar, To is From, Expires                      RFC 3261 10.2
 * </pre>
 */
final class RequestRules {
  private static final String REGISTRAR = "sip:register.dcmrig.example";
  private static final int SIP_PORT = 5060;
  private static final Pattern ADDRESS = Pattern.compile("<([^>]*)>\\s*(?:;\\s*tag=([^;\\s]+))?.*");
  private static final Pattern VIA =
      Pattern.compile("SIP/2\\.0/TCP ([^;\\s]+)\\s*;.*?branch=z9hG4bK[^;\\s,]+.*");
  private static final Pattern CALL_INFO =
      Pattern.compile("<cid:([^>]*)>\\s*;\\s*purpose\\s*=\\s*(\\S+)");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");

  /** One thing wrong. */
  record Finding(WrongKind kind, String what) {}

  private final String address;
  private final SipMessageView request;
  private final List<Finding> found = new ArrayList<>();

  private RequestRules(String address, SipMessageView request) {
    this.address = address + ":" + SIP_PORT;
    this.request = request;
  }

  /**
   * What is wrong with a request.
   *
   * @param address the DCM's own, without port
   */
  static List<Finding> broken(String address, SipMessageView request) {
    RequestRules rules = new RequestRules(address, request);
    rules.ofAny();
    switch (request.method()) {
      case "INVITE" -> rules.ofInvite();
      case "INFO" -> rules.ofInfo();
      case "REGISTER" -> rules.ofRegister();
      default -> {}
    }
    return rules.found;
  }

  private void ofAny() {
    if (request.header("Max-Forwards").isEmpty()) {
      wrong("no Max-Forwards (RFC 3261 8.1.1.6)");
    }
    List<String> vias = request.headers("Via");
    Matcher via = VIA.matcher(vias.isEmpty() ? "" : vias.get(0));
    if (vias.size() != 1 || !via.matches() || !via.group(1).equals(address)) {
      wrong(
          "Via " + vias + "; there is to be one, of TCP, " + address + " and a branch z9hG4bK...");
    }
    if (tag("From").isEmpty()) {
      found(WrongKind.DIALOG, "From without a tag (RFC 3261 8.1.1.3)");
    }
    boolean begins = request.method().equals("INVITE") || request.method().equals("REGISTER");
    if (begins && tag("To").isPresent()) {
      found(WrongKind.DIALOG, "To with a tag that nobody has given (RFC 3261 8.1.1.2)");
    }
  }

  private void ofInvite() {
    contact(WrongKind.HEADER);
    if (!uri("To").equals(request.requestUri())) {
      wrong("To " + uri("To") + "; the Request-URI is " + request.requestUri());
    }
    if (!takesInfo(request)) {
      found(
          WrongKind.INFO_PACKAGE,
          "no Recv-Info: " + InfoHandler.PACKAGE + "; the centre can send no INFO (RFC 6086 5.2)");
    }
    callInfo();
    String accept = String.join(",", request.headers("Accept")).toLowerCase(Locale.ROOT);
    for (String type :
        List.of(
            "application/sdp", "application/emergencycalldata.control+xml", "multipart/mixed")) {
      if (!accept.contains(type)) {
        wrong("Accept without " + type);
      }
    }
  }

  /** Whether the sender of an INVITE takes INFO of the package. */
  static boolean takesInfo(SipMessageView invite) {
    return invite.headers("Recv-Info").stream()
        .flatMap(value -> List.of(value.split(",")).stream())
        .anyMatch(each -> each.split(";", 2)[0].strip().equalsIgnoreCase(InfoHandler.PACKAGE));
  }

  private void callInfo() {
    List<String> named =
        request.headers("Call-Info").stream()
            .map(CALL_INFO::matcher)
            .filter(Matcher::matches)
            .filter(match -> match.group(2).equalsIgnoreCase(InfoHandler.PACKAGE))
            .map(match -> match.group(1))
            .toList();
    Optional<String> msd = CallBody.contentIdOfMsd(request);
    if (msd.isPresent() && !named.equals(List.of(msd.get()))) {
      found(
          WrongKind.MSD_MISSING,
          "Call-Info "
              + request.headers("Call-Info")
              + "; it is to be <cid:"
              + msd.get()
              + ">; purpose="
              + InfoHandler.PACKAGE);
    }
  }

  private void ofInfo() {
    String disposition = request.header("Content-Disposition").orElse("none");
    if (!disposition.split(";", 2)[0].strip().equalsIgnoreCase("Info-Package")) {
      wrong("Content-Disposition of INFO is " + disposition + ", not Info-Package");
    }
  }

  private void ofRegister() {
    contact(WrongKind.REGISTRATION);
    if (!request.requestUri().equals(REGISTRAR)) {
      found(WrongKind.REGISTRATION, "REGISTER to " + request.requestUri() + ", not " + REGISTRAR);
    }
    if (!uri("To").equals(uri("From"))) {
      found(WrongKind.REGISTRATION, "REGISTER of " + uri("To") + " by " + uri("From"));
    }
    String expires = request.header("Expires").orElse("missing");
    if (!SECONDS.matcher(expires).matches()) {
      found(WrongKind.REGISTRATION, "Expires is " + expires + ", no number of seconds");
    }
  }

  private void contact(WrongKind kind) {
    String from = uri("From");
    int at = from.indexOf('@');
    String expected = at < 0 ? from : from.substring(0, at) + "@" + address + ";transport=tcp";
    if (!uri("Contact").equals(expected)) {
      found(kind, "Contact <" + uri("Contact") + ">; it is to be <" + expected + ">");
    }
  }

  private String uri(String header) {
    Matcher matcher = ADDRESS.matcher(request.header(header).orElse(""));
    return matcher.matches() ? matcher.group(1) : request.header(header).orElse("");
  }

  private Optional<String> tag(String header) {
    Matcher matcher = ADDRESS.matcher(request.header(header).orElse(""));
    return matcher.matches() ? Optional.ofNullable(matcher.group(2)) : Optional.empty();
  }

  private void wrong(String what) {
    found(WrongKind.HEADER, what);
  }

  private void found(WrongKind kind, String what) {
    found.add(new Finding(kind, request.method() + ": " + what));
  }
}
