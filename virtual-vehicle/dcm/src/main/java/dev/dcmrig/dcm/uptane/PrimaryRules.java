// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

import dev.dcmrig.uptane.verify.VerificationRules;

/**
 * What the requirements say of a primary. A method is a sentence, and its default what it requires;
 * a deliberate defect overrides one. Methods are pure functions.
 */
public interface PrimaryRules extends VerificationRules {

  /** OTA-03: what the update server offers is loaded only if the director has ordered it. */
  default boolean isOrderNeeded() {
    return true;
  }

  /**
   * OTA-03: no two reports have one counter, so that an old one is known as such (Uptane 5.3.2.1,
   * step 4).
   *
   * @param last counter of the last report
   */
  default long reportCounter(long last) {
    return last + 1;
  }

  /** OTA-03: the image that came is compared with all hashes of the order (5.4.3.4, step 7). */
  default boolean isImageTaken(boolean asOrdered) {
    return asOrdered;
  }
}
