// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One element of Via (RFC 3261 20.42).
 *
 * @param text as it came
 * @param sentBy host and port
 * @param parameters names in small letters
 */
record Via(String text, String sentBy, Map<String, String> parameters) {
  /** Begins each branch that is unique by itself (RFC 3261 8.1.1.7). */
  static final String MAGIC_COOKIE = "z9hG4bK";

  private static final Pattern SENT =
      Pattern.compile(
          "(?i)SIP\\s*/\\s*2\\.0\\s*/\\s*[A-Za-z0-9-]+\\s+(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)\\s*+(:\\s*+[0-9]{1,5})?+\\s*+");

  static Via parse(String value) throws SipFormatException {
    int semicolon = QuotedText.next(value, ';', 0);
    Matcher sent = SENT.matcher(value.substring(0, semicolon));
    if (!sent.matches()) {
      throw new SipFormatException(400, "bad Via: " + value);
    }
    String port = sent.group(2) == null ? "" : sent.group(2).replaceAll("\\s", "");
    return new Via(
        value,
        sent.group(1) + port,
        QuotedText.checkedParameters("Via", value.substring(semicolon)));
  }

  String branch() {
    return parameters.getOrDefault("branch", "");
  }

  boolean hasMagicCookie() {
    return branch().startsWith(MAGIC_COOKIE) && branch().length() > MAGIC_COOKIE.length();
  }

  /** Whether the sender asks to have its port noted (RFC 3581). */
  boolean asksForPort() {
    return "".equals(parameters.get("rport"));
  }
}
