// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.flashing;

/**
 * What the requirements say of ECUs that are reprogrammed through the DCM (OTA-08). A method is a
 * sentence and its default what that requires. Methods are pure functions.
 */
public interface FlashRules {

  /** OTA-08: software is written only into the hardware that it is made for. */
  default boolean isForThisEcu(boolean sameHardware) {
    return sameHardware;
  }

  /** OTA-08: what the ECU finds wrong with its software, or with what that depends on, counts. */
  default boolean isCheckHeeded(boolean passed) {
    return passed;
  }

  /** OTA-08: a version is told when the ECU itself says it after its reset. */
  default boolean isReadBack() {
    return true;
  }

  /** OTA-08: an ECU that could not be given its new software gets back what it had. */
  default boolean isGivenBack() {
    return true;
  }

  /** OTA-08: where a campaign is all or nothing, one that failed takes back the others. */
  default boolean isTogether(boolean said) {
    return said;
  }

  /** OTA-08: a campaign has succeeded when each of its ECUs runs what it was to run. */
  default boolean isWhole(boolean eachRuns) {
    return eachRuns;
  }

  /**
   * OTA-08: so often an ECU is tried.
   *
   * @param wanted number of the profile
   */
  default int ecuTries(int wanted) {
    return wanted;
  }
}
