// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a user agent must know of a URI: that it is one, and its scheme. */
final class SipUris {
  private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,31}:[!-;=?-~]+");
  private static final Set<String> SCHEMES = Set.of("sip", "sips", "tel", "urn");

  private SipUris() {}

  static boolean isUri(String text) {
    return URI.matcher(text).matches();
  }

  /** Whether a SIP URI carries headers for a request, which a Request-URI must not have. */
  static boolean hasHeaders(String uri) {
    int colon = uri.indexOf(':');
    int at = uri.indexOf('@');
    boolean sip = colon > 0 && uri.substring(0, colon).toLowerCase(Locale.ROOT).startsWith("sip");
    // A user part may have a question mark.
    return sip && uri.indexOf('?', Math.max(at, colon)) >= 0;
  }

  /** Whether requests to this URI are understood; others are answered with 416. */
  static boolean hasKnownScheme(String uri) {
    int colon = uri.indexOf(':');
    return colon > 0 && SCHEMES.contains(uri.substring(0, colon).toLowerCase(Locale.ROOT));
  }
}
