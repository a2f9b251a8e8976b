// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An address with parameters, as From, To, Contact, Route and Record-Route have it (RFC 3261
 * 20.10).
 *
 * @param uri without angle brackets
 * @param parameters of the header field, not of the URI
 */
record NameAddr(String uri, Map<String, String> parameters) {

  static NameAddr parse(String name, String value) throws SipFormatException {
    int open = QuotedText.next(value, '<', 0);
    if (open == value.length()) {
      // Without brackets, parameters belong to the header field (RFC 3261 20.10).
      int end = QuotedText.next(value, ';', 0);
      return checked(name, value.substring(0, end).strip(), value.substring(end));
    }
    int close = value.indexOf('>', open);
    if (close < 0) {
      throw new SipFormatException(400, name + " has no '>': " + value);
    }
    String display = value.substring(0, open).strip();
    if (display.startsWith("\"") && (display.length() < 2 || !display.endsWith("\""))) {
      throw new SipFormatException(400, name + " has an open quote: " + value);
    }
    String rest = value.substring(close + 1).strip();
    if (!rest.isEmpty() && !rest.startsWith(";")) {
      throw new SipFormatException(400, name + " goes on after its address: " + value);
    }
    return checked(name, value.substring(open + 1, close).strip(), rest);
  }

  private static NameAddr checked(String name, String uri, String parameters)
      throws SipFormatException {
    if (!SipUris.isUri(uri)) {
      throw new SipFormatException(400, name + " has no URI: '" + uri + "'");
    }
    return new NameAddr(uri, QuotedText.parameters(parameters));
  }

  Optional<String> tag() {
    return Optional.ofNullable(parameters.get("tag"));
  }

  /** Whether this route element is a loose router (RFC 3261 16.12). */
  boolean isLooseRouter() {
    for (String part : QuotedText.split(uri, ';')) {
      if (part.strip().equalsIgnoreCase("lr")
          || part.strip().toLowerCase(Locale.ROOT).startsWith("lr=")) {
        return true;
      }
    }
    return false;
  }
}
