// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address with parameters, as From, To, Contact, Route and Record-Route have it (RFC 3261
 * 20.10).
 *
 * @param uri without angle brackets
 * @param parameters of the header field, not of the URI
 */
record NameAddr(String uri, Map<String, String> parameters) {

  /** Words, or one quoted string whose escapes may be any character (RFC 3261 25.1). */
  private static final Pattern DISPLAY =
      Pattern.compile(
          "(?s)(?:[A-Za-z0-9.!%*_+`'~-]+\\s*+)*+|\"(?:[^\"\\\\]|\\\\.)*+\"", Pattern.DOTALL);

  static NameAddr parse(String name, String value) throws SipFormatException {
    int open = QuotedText.next(value, '<', 0);
    if (open == value.length()) {
      // Without brackets, parameters belong to the header field (RFC 3261 20.10).
      int end = QuotedText.next(value, ';', 0);
      String uri = value.substring(0, end).strip();
      if (uri.indexOf('?') >= 0 || uri.indexOf(',') >= 0) {
        throw new SipFormatException(400, name + " has a URI that needs '<' and '>': " + value);
      }
      return checked(name, uri, value.substring(end));
    }
    int close = value.indexOf('>', open);
    if (close < 0) {
      throw new SipFormatException(400, name + " has no '>': " + value);
    }
    String display = value.substring(0, open).strip();
    if (!DISPLAY.matcher(display).matches()) {
      throw new SipFormatException(
          400, name + " has a name that is neither quoted nor words: " + value);
    }
    String rest = value.substring(close + 1).strip();
    if (!rest.isEmpty() && !rest.startsWith(";")) {
      throw new SipFormatException(400, name + " goes on after its address: " + value);
    }
    return checked(name, value.substring(open + 1, close), rest);
  }

  private static NameAddr checked(String name, String uri, String parameters)
      throws SipFormatException {
    if (!SipUris.isUri(uri)) {
      throw new SipFormatException(400, name + " has no URI: '" + uri + "'");
    }
    return new NameAddr(uri, QuotedText.checkedParameters(name, parameters));
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
