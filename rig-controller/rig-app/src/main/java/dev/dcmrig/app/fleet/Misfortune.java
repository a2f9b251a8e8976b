// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

/** Why an update fails in a car of a fleet, by design. */
public enum Misfortune {
  /** It works. */
  NONE("", false),
  /** The new firmware's self-test fails: a part of this DCM is out of order. It rolls back. */
  WEAK_PART("a part fails the new firmware's self-test", false),
  /** A byte of the image is changed on the way, the first time. */
  BYTE_CHANGED("a byte changed on the way, once", true),
  /** The DCM is of another hardware than the release was made for. */
  OTHER_HARDWARE("other hardware than the release", false);

  private final String text;
  private final boolean once;

  Misfortune(String text, boolean once) {
    this.text = text;
    this.once = once;
  }

  /** For people. */
  public String text() {
    return text;
  }

  /** Whether a further try succeeds. */
  public boolean isOnce() {
    return once;
  }
}
