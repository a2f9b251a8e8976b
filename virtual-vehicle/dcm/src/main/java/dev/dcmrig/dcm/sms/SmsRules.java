// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.sms;

/**
 * What the interface says of short messages (docs/DCM-INTERFACE.md, 2.7). A method is a sentence of
 * it and its default what that requires; a deliberate defect overrides one. Methods are pure
 * functions.
 */
public interface SmsRules {

  /** NET-02: a line that is too long is no message, and neither is what comes behind it. */
  default boolean isTooLong(int bytes, int longest) {
    return bytes > longest;
  }
}
