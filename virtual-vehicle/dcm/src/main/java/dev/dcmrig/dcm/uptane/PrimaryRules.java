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

  /** OTA-08: ECUs that verify by themselves get the director's metadata (5.4.2.6). */
  default boolean isHandedOver() {
    return true;
  }

  /** OTA-03: ECUs get each root between theirs and the newest: none can be left out. */
  default boolean isRootHandedOver(long version, long newest) {
    return true;
  }

  /** OTA-03: ECUs hear of an order that has ended: they keep none that nobody gives any more. */
  default boolean isEndOfOrderPassedOn() {
    return true;
  }

  /**
   * OTA-03: an order ends with the update that has failed, whether its ECUs were begun or not.
   *
   * @param allRun whether each ECU that was handed an order runs what it was ordered
   */
  default boolean isOrderEnded(boolean allRun) {
    return !allRun;
  }

  /** OTA-03: what an ECU does not believe is not installed. */
  default boolean isRefusalHeeded(boolean refused) {
    return refused;
  }

  /** OTA-03: the time server signs the number that the ECU has drawn (5.4.3.1). */
  default String timeNonce(String ofTheEcu) {
    return ofTheEcu;
  }

  /** OTA-03: each ECU's report reaches the director (5.4.2.1.1). */
  default boolean isReportPassedOn(String ecu) {
    return true;
  }

  /** OTA-03: what an ECU runs is told by the ECU, with its own signature (5.4.2.1.2). */
  default boolean isReportOfTheEcu() {
    return true;
  }
}
