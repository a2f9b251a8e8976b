// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.boot.BootRules;
import dev.dcmrig.dcm.flashing.FlashRules;

/**
 * What the requirements say of updates. A method is a sentence of a requirement and its default
 * what that requires; a deliberate defect overrides one. Methods are pure functions.
 */
public interface OtaRules extends BootRules, FlashRules {

  /** OTA-01: the gap between two polls is the server's. */
  default long pollGapNanos(long asked) {
    return asked;
  }

  /**
   * PRV-01: with data connectivity restricted it polls if the profile says so.
   *
   * @param whenRestricted {@code poll} or {@code stop}
   */
  default boolean isTalking(boolean restricted, String whenRestricted) {
    return !restricted || whenRestricted.equals("poll");
  }

  /**
   * OTA-03: an older version is not taken.
   *
   * @param comparison of the offered version with the one that runs, as by a comparator
   */
  default boolean isTaken(int comparison) {
    return comparison > 0;
  }

  /** OTA-03: an image that is not what was announced is not installed. */
  default boolean isInstalled(boolean asAnnounced) {
    return asAnnounced;
  }

  /** OTA-03: what the flash can't keep any more is not written to it. */
  default boolean isWearHeeded(boolean wornOut) {
    return wornOut;
  }

  /** OTA-03: an image for another hardware is not installed. */
  default boolean isForThisHardware(boolean sameHardware) {
    return sameHardware;
  }

  /** OTA-04: what is on the flash already is looked at before it is trusted. */
  default boolean isPartLookedAt() {
    return true;
  }

  /**
   * OTA-04: a download goes on where it stopped.
   *
   * @param done bytes that are on the flash and are right
   */
  default int resumeAt(int done) {
    return done;
  }

  /** OTA-01: a delta that fits is loaded in place of the image. */
  default boolean isDeltaLoaded(boolean fits) {
    return fits;
  }

  /** OTA-01: what can't be had by a delta is loaded as a whole image. */
  default boolean isImageLoadedInstead() {
    return true;
  }

  /** OTA-03: a delta is for one image alone, which it names. */
  default boolean isDeltaOf(boolean sameImage) {
    return sameImage;
  }

  /** OTA-03: what a delta makes is taken for the image only if it is the one that was announced. */
  default boolean isUnpackedTaken(boolean asAnnounced) {
    return asAnnounced;
  }

  /** OTA-04: a later piece is asked for of the same image as the one before. */
  default boolean isOfSameImage() {
    return true;
  }

  /** NET-02: a result that nobody has answered is told again after what may have lost it. */
  default boolean isToldAgain() {
    return true;
  }

  /** OTA-02: outside of its campaign's maintenance window nothing is installed. */
  default boolean isInWindow(boolean open) {
    return open;
  }

  /** OTA-05: the battery must have so much. */
  default boolean isBatteryEnough(double volts, double minimum) {
    return volts >= minimum;
  }

  /** OTA-05: the car must be parked. */
  default boolean isParkedEnough(boolean parked) {
    return parked;
  }

  /** OTA-05: the ignition must be in a position of the profile. */
  default boolean isIgnitionFit(boolean listed) {
    return listed;
  }

  /** OTA-05: a precondition that is lost stops an installation that has begun. */
  default boolean isStopped(boolean preconditionLost) {
    return preconditionLost;
  }

  /** OTA-07: success is said only of a firmware that has booted and passed its self-test. */
  default boolean isSuccessSaid(boolean proved) {
    return proved;
  }

  /** OTA-07: a firmware whose self-test failed is not kept. */
  default boolean isKept(boolean selfTestPassed) {
    return selfTestPassed;
  }

  /**
   * OTA-07: the version that is told is the one that runs.
   *
   * @param running what runs
   * @param atFactory what the DCM left the factory with
   */
  default String versionTold(String running, String atFactory) {
    return running;
  }

  /** OTA-09: an emergency suspends the update. */
  default boolean isSuspended(boolean emergency) {
    return emergency;
  }

  /** OTA-09: emergency calls work while an installation is under way, suspended or not. */
  default boolean isEmergencyServed(boolean installing) {
    return true;
  }

  /** OTA-10: a user who is asked must have agreed. */
  default boolean isAgreementNeeded(boolean asked) {
    return asked;
  }

  /** OTA-10: the user is told before an installation. */
  default boolean isAnnounced() {
    return true;
  }

  /** OTA-10: the user is told the result. */
  default boolean isResultShown() {
    return true;
  }

  /** OTA-02: an update that is cancelled before its installation is complete is given up. */
  default boolean isGivenUpWhenCancelled() {
    return true;
  }
}
