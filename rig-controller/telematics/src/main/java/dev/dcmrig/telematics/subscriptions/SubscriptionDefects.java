// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import java.util.List;

/** Deliberate faults of the subscriptions, to show that the suite can fail. */
public final class SubscriptionDefects {

  /**
   * One seeded defect.
   *
   * @param requirement what it breaks first of all
   * @param alsoBreaks what else it may break
   */
  public record Defect(String id, String requirement, String title, List<String> alsoBreaks) {}

  static final String CHARGE_AFTER_CANCEL = "charge-after-cancel";
  static final String NOTICE_A_DAY_LATE = "notice-a-day-late";
  static final String RENEWAL_IN_SPITE = "renewal-in-spite-of-auto-renewal-off";
  static final String FROM_PURCHASE = "three-years-from-purchase-instead-of-delivery";
  static final String FULL_PERIOD_AGAIN = "second-owner-gets-full-period";
  static final String NO_TRIAL_AGAIN = "trial-not-available-again";
  static final String NUMBER_IN_INVOICE = "card-number-in-invoice";
  static final String ANY_CARD = "any-card-accepted";
  static final String SAME_FOR_ALL = "complimentary-the-same-for-all";
  static final String MONTH_END_DRIFTS = "month-end-drifts";
  static final String NO_INVOICE = "no-invoice";
  static final String A_DAY_EARLY = "ends-a-day-early";

  /** All of them. */
  public static final List<Defect> ALL =
      List.of(
          of(CHARGE_AFTER_CANCEL, "SUB-03", "A cancelled subscription is charged again", "SUB-02"),
          of(NOTICE_A_DAY_LATE, "SUB-05", "Each notice goes out a day late", "SUB-01"),
          of(RENEWAL_IN_SPITE, "SUB-02", "Renews although auto-renewal is off", "SUB-03"),
          of(
              FROM_PURCHASE,
              "SUB-01",
              "The free period begins at the registration",
              "SVT-11",
              "SUB-09"),
          of(FULL_PERIOD_AGAIN, "SUB-01", "The next owner gets the whole free period", "SVT-11"),
          of(NO_TRIAL_AGAIN, "SUB-04", "A cancelled trial can't be activated again"),
          of(NUMBER_IN_INVOICE, "PRV-03", "The invoice shows the whole card number", "SUB-06"),
          of(ANY_CARD, "SUB-06", "Cards of any brand are taken"),
          of(
              SAME_FOR_ALL,
              "SUB-09",
              "Every package and DCM gets the longest free period",
              "SVT-11",
              "SUB-01"),
          of(MONTH_END_DRIFTS, "SUB-02", "After a short month renews on its last day for good"),
          of(NO_INVOICE, "SUB-06", "No tax invoice is sent"),
          of(
              A_DAY_EARLY,
              "SVT-11",
              "A service ends on its last day",
              "SUB-01",
              "SUB-03",
              "SUB-09",
              "SVT-01"));

  private SubscriptionDefects() {}

  private static Defect of(String id, String requirement, String title, String... alsoBreaks) {
    return new Defect(id, requirement, title, List.of(alsoBreaks));
  }
}
