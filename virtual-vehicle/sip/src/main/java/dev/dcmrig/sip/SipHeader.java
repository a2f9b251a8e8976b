// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

/**
 * One header field.
 *
 * @param name its long name, as RFC 3261 20 writes it where it is known
 * @param value unfolded, without white space around it
 */
record SipHeader(String name, String value) {
  SipHeader {
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("the value of " + name + " has a line end: " + value);
    }
  }
}
