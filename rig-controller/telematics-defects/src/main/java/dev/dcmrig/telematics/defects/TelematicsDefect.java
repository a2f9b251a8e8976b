// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.defects;

import dev.dcmrig.sim.defect.CombinedRules;
import dev.dcmrig.sim.defect.SeededDefect;
import dev.dcmrig.telematics.TelematicsRules;
import dev.dcmrig.telematics.payments.Card;
import dev.dcmrig.telematics.subscriptions.Packages;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A service with one deliberate fault: each entry overrides one rule. They show that the suite can
 * fail for what the back end must do.
 */
public enum TelematicsDefect implements TelematicsRules {
  STARTS_WITHOUT_REPORT(
      "service-starts-without-report", "SVT-01", "tracks without a police report") {
    @Override
    public String refusalOfReport(String report) {
      return "";
    }
  },
  STARTS_WITHOUT_SUBSCRIPTION(
      "service-starts-without-subscription", "SVT-01", "tracks unpaid", "SVT-11") {
    @Override
    public boolean isTrackable(boolean subscribed) {
      return true;
    }
  },
  BELIEVES_ANY_IDENTITY("service-believes-any-identity", "SVT-01", "tracks one of two named cars") {
    @Override
    public boolean isIdentityRight(String vin, String vinOfRegistration) {
      return true;
    }
  },
  HIDES_THE_END("service-hides-the-end", "SVT-09", "the owner never learns of the end") {
    @Override
    public boolean isEndShownToOwner() {
      return false;
    }
  },
  SHOWS_POSITION_TO_OWNER(
      "service-shows-position-to-owner", "SVT-09", "the owner sees where the car is") {
    @Override
    public boolean isPositionShownToOwner() {
      return true;
    }
  },
  KEEPS_POSITIONS_AFTER_END(
      "service-keeps-positions-after-end", "SVT-09", "positions stay visible") {
    @Override
    public boolean arePositionsOpen(boolean tracked) {
      return true;
    }
  },
  ADDS_UNVERIFIED_OWNER("service-adds-unverified-owner", "SUB-07", "anybody can add the car") {
    @Override
    public boolean mayAdd(String asking, String verifiedOwner) {
      return true;
    }
  },
  ANSWERS_ANY_OWNER(
      "service-answers-any-owner",
      "SUB-07",
      "an app asks about the cars of other owners",
      "SVT-09",
      "SUB-03") {
    @Override
    public boolean mayUse(String asking, String verifiedOwner) {
      return true;
    }
  },
  OPENS_ANY_ACCOUNT(
      "service-opens-any-account", "SUB-06", "an app sees the cards of other owners", "SUB-07") {
    @Override
    public boolean isOwnAccount(String asking, String account) {
      return true;
    }
  },
  KEEPS_HISTORY("next-owner-sees-history", "SUB-07", "the next owner sees where the car was") {
    @Override
    public boolean isHistoryForgotten() {
      return false;
    }
  },
  TRIAL_NEVER_ENDS("trial-never-ends", "SUB-04", "a trial goes on for ever") {
    @Override
    public LocalDate trialEnd(LocalDate begun, int months) {
      return begun.plusYears(100);
    }
  },
  UNPAID_GOES_ON("unpaid-goes-on", "SUB-02", "a renewal that is declined again and again goes on") {
    @Override
    public boolean isEndedBy(int declines, int retries) {
      return false;
    }
  },
  REACTIVATION_FORGOTTEN(
      "reactivation-forgotten", "SUB-03", "what was taken up again ends with its period") {
    @Override
    public boolean isRenewedAfterReactivation() {
      return false;
    }
  },
  SELLER_CHARGED(
      "seller-charged-after-sale", "SUB-03", "the seller pays for the next owner", "SUB-01") {
    @Override
    public boolean isSellerCharged() {
      return true;
    }
  },
  WRONG_TAX("wrong-tax-on-invoice", "SUB-06", "the invoice shows a tenth as tax") {
    @Override
    public int taxOf(int cents) {
      return cents / 10;
    }
  },
  CHARGE_AFTER_CANCEL(
      "charge-after-cancel", "SUB-03", "A cancelled subscription is charged again") {
    @Override
    public boolean isChargedAfterCancel() {
      return true;
    }
  },
  NOTICE_A_DAY_LATE("notice-a-day-late", "SUB-05", "Each notice goes out a day late") {
    @Override
    public LocalDate noticeDay(LocalDate required) {
      return required.plusDays(1);
    }
  },
  RENEWAL_IN_SPITE(
      "renewal-in-spite-of-auto-renewal-off", "SUB-02", "Renews although auto-renewal is off") {
    @Override
    public boolean isRenewedAgainstWish() {
      return true;
    }
  },
  FROM_PURCHASE(
      "three-years-from-purchase-instead-of-delivery",
      "SUB-01",
      "The free period begins at the registration",
      "SVT-11",
      "SUB-09") {
    @Override
    public LocalDate complimentaryFrom(LocalDate firstDelivery, LocalDate registered) {
      return registered;
    }
  },
  FULL_PERIOD_AGAIN(
      "second-owner-gets-full-period",
      "SUB-01",
      "The next owner gets the whole free period",
      "SVT-11",
      "SUB-05") {
    @Override
    public boolean isGrantedAgainToNextOwner() {
      return true;
    }
  },
  NO_TRIAL_AGAIN(
      "trial-not-available-again", "SUB-04", "A cancelled trial can't be activated again") {
    @Override
    public boolean isCancelledTrialOffered() {
      return false;
    }
  },
  NUMBER_IN_INVOICE("card-number-in-invoice", "PRV-03", "The invoice shows the whole card number") {
    @Override
    public String shownOnInvoices(Card card) {
      return card.brand() + " " + card.number();
    }
  },
  ANY_CARD("any-card-accepted", "SUB-06", "Cards of any brand are taken") {
    @Override
    public Card accepted(String typed, String expiry, YearMonth today) {
      try {
        return Card.check(typed, expiry, today);
      } catch (Card.RefusedException e) {
        return Card.asTyped(typed);
      }
    }
  },
  COMPLIMENTARY_NOT_TAKEN_UP_AGAIN(
      "complimentary-not-taken-up-again", "SUB-09", "What was free and cancelled is gone") {
    @Override
    public boolean isCancelledComplimentaryOffered() {
      return false;
    }
  },
  SAME_FOR_ALL(
      "complimentary-the-same-for-all",
      "SUB-09",
      "Every package and DCM gets the longest free period") {
    @Override
    public int complimentaryMonths(
        Packages packages, String packageName, String dcm, String product) {
      return packages.longestMonths();
    }
  },
  MONTH_END_DRIFTS(
      "month-end-drifts", "SUB-02", "After a short month renews on its last day for good") {
    @Override
    public LocalDate periodEnd(LocalDate firstPaid, int paidMonths) {
      LocalDate day = firstPaid;
      for (int i = 0; i < paidMonths; i++) {
        day = day.plusMonths(1);
      }
      return day;
    }
  },
  NO_INVOICE("no-invoice", "SUB-06", "No tax invoice is sent") {
    @Override
    public boolean isInvoiced() {
      return false;
    }
  },
  ENDS_A_DAY_EARLY(
      "ends-a-day-early", "SVT-11", "A service ends on its last day", "SUB-09", "SVT-01") {
    @Override
    public LocalDate dayOfStatus(LocalDate today) {
      return today.plusDays(1);
    }
  };

  /** A record of texts, which nobody changes. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final SeededDefect described;

  TelematicsDefect(String id, String requirement, String title, String... alsoBreaks) {
    this.described =
        new SeededDefect(id, SeededDefect.Part.SERVICE, requirement, title, List.of(alsoBreaks));
  }

  /** What the catalogue says of it. */
  public SeededDefect described() {
    return described;
  }

  /** All of them, as the catalogue shows them. */
  public static List<SeededDefect> catalogue() {
    return Arrays.stream(values()).map(TelematicsDefect::described).toList();
  }

  /**
   * The rules of a service with these defects.
   *
   * @param ids of any part's defects; those of others change nothing here
   */
  public static TelematicsRules rulesWith(Collection<String> ids) {
    return CombinedRules.of(
        TelematicsRules.class,
        TelematicsRules.REQUIRED,
        Arrays.stream(values()).filter(each -> ids.contains(each.described.id())).toList());
  }
}
