// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Value of CSeq.
 *
 * @param number 0 to 2^31 - 1 (RFC 3261 8.1.1.5)
 */
record CSeq(long number, String method) {
  private static final Pattern SYNTAX =
      Pattern.compile("0*([0-9]{1,10})\\s+([A-Za-z0-9.!%*_+`'~-]+)");
  private static final long LIMIT = 1L << 31;

  static CSeq parse(String value) throws SipFormatException {
    Matcher matcher = SYNTAX.matcher(value);
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      if (number < LIMIT) {
        return new CSeq(number, matcher.group(2));
      }
    }
    throw new SipFormatException(400, "bad CSeq: " + value);
  }

  @Override
  public String toString() {
    return number + " " + method;
  }
}
