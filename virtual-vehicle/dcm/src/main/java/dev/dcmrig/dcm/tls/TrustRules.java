// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.tls;

/**
 * What the requirements say of whom the DCM believes (NET-02). A method is a sentence of a
 * requirement and its default what that requires; a deliberate defect overrides one. Methods are
 * pure functions.
 */
public interface TrustRules {
  /** What the requirements say. */
  TrustRules REQUIRED = new TrustRules() {};

  /** NET-02: a certificate that is not valid yet, or no more, is refused. */
  default boolean isValidityChecked() {
    return true;
  }

  /** NET-02: a certificate of another name is refused. */
  default boolean isNameChecked() {
    return true;
  }

  /** NET-02: a certificate of another authority is refused. */
  default boolean isIssuerChecked() {
    return true;
  }
}
