// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import java.time.LocalDate;

/**
 * What the requirements say of periods that cost nothing. A method is a sentence of a requirement
 * and its default what that requires; a deliberate defect overrides one. Methods are pure
 * functions.
 */
public interface SubscriptionRules {

  /** SUB-01: a complimentary period begins with the first delivery of the vehicle. */
  default LocalDate complimentaryFrom(LocalDate firstDelivery, LocalDate registered) {
    return firstDelivery;
  }

  /** SUB-09: its length follows from package, DCM generation and product, in months. */
  default int complimentaryMonths(
      Packages packages, String packageName, String dcm, String product) {
    return packages.months(packageName, dcm, product);
  }

  /** SUB-01: the next owner has the rest of a complimentary period and no new one. */
  default boolean isGrantedAgainToNextOwner() {
    return false;
  }

  /** SUB-09: one that was cancelled can be taken up again while some of it is left. */
  default boolean isCancelledComplimentaryOffered() {
    return true;
  }

  /** SUB-04: a trial that was cancelled can be taken up again while it lasts. */
  default boolean isCancelledTrialOffered() {
    return true;
  }

  /**
   * SUB-04: a trial ends.
   *
   * @param begun its first day, of the first activation
   * @param months how long it lasts
   * @return first day without it
   */
  default LocalDate trialEnd(LocalDate begun, int months) {
    return begun.plusMonths(months);
  }

  /** SUB-05: the day on which a notice goes out. */
  default LocalDate noticeDay(LocalDate required) {
    return required;
  }

  /** SVT-11: the day by which it is told what is active. */
  default LocalDate dayOfStatus(LocalDate today) {
    return today;
  }
}
