// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import java.time.LocalDate;

/** The days on which an owner is told that a complimentary period ends (SUB-05). */
final class NoticeDays {
  /** Notices before the end of one complimentary period. */
  static final int COUNT = 2;

  private final Packages packages;
  private final SubscriptionRules rules;

  NoticeDays(Packages packages, SubscriptionRules rules) {
    this.packages = packages;
    this.rules = rules;
  }

  /**
   * The day of one notice.
   *
   * @param ends first day without the service
   * @param which 0 for the first, less than {@link #COUNT}
   */
  LocalDate before(LocalDate ends, int which) {
    return rules.noticeDay(
        which == 0
            ? ends.minusMonths(packages.noticeMonthsAhead())
            : ends.minusDays(packages.noticeDaysAhead()));
  }
}
