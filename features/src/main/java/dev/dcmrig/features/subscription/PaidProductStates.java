// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.subscription;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.PaymentProvider.Outcome;
import dev.dcmrig.api.ServiceApi.Role;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.StateMachine;
import dev.dcmrig.features.svt.TrackingSteps;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A product that is complimentary first and paid then: tracking, {@code
 * features/states/tracking-product.yaml}, and what extends it.
 */
public class PaidProductStates implements StateMachine {
  private static final String NOTHING = "nothing-to-reactivate";
  private static final String NOT_PAID = "not-a-paid-product";
  static final String GRANTED = "granted";
  private static final String INACTIVE = "subscription-inactive";

  /** Days on which a renewal that was declined is tried again. */
  private static final int RETRY_DAYS = 3;

  private final Shop shop;
  private final TrackingSteps tracking;
  private final String product;

  public PaidProductStates(Shop shop, TrackingSteps tracking) {
    this(shop, tracking, "svt");
  }

  PaidProductStates(Shop shop, TrackingSteps tracking, String product) {
    this.shop = shop;
    this.tracking = tracking;
    this.product = product;
  }

  @Override
  public String name() {
    return "the tracking product";
  }

  @Override
  public Map<String, Runnable> ways() {
    return Map.of(
        "complimentary",
        () -> {},
        "complimentary cancelled",
        () -> shop.take("cancels", product),
        "over",
        this::toOver,
        "paid",
        this::toPaid,
        "paid cancelled",
        () -> toPaidAnd("cancels"),
        "not renewed",
        () -> toPaidAnd("switches off auto-renewal of"),
        "overdue",
        this::toOverdue,
        "sold",
        this::toSold);
  }

  private void toOver() {
    shop.noonOf(shop.shownEnd(product));
  }

  private void toPaid() {
    toOver();
    shop.buy(product);
  }

  private void toPaidAnd(String action) {
    toPaid();
    shop.take(action, product);
  }

  private void toOverdue() {
    toPaid();
    shop.provider(Outcome.DECLINED);
    shop.noonOf(shop.shownEnd(product));
  }

  private void toSold() {
    toPaid();
    shop.sell();
  }

  @Override
  public Map<String, Runnable> events() {
    return Map.of(
        "buys", () -> shop.buy(product),
        "cancels", () -> shop.tap("cancels", product),
        "reactivates", () -> shop.tap("reactivates", product),
        "renewal off", () -> shop.tap("switches off auto-renewal of", product),
        "renewal on", () -> shop.tap("switches on auto-renewal of", product),
        "period ends", this::periodEnds,
        "car is sold", shop::sell);
  }

  /** Noon of the day that the app shows as the end. */
  private void periodEnds() {
    shop.noonOf(shop.shownEnd(product));
  }

  @Override
  public Map<String, Runnable> signs() {
    return Map.of(
        "complimentary", this::isComplimentary,
        "complimentary cancelled", this::isComplimentaryCancelled,
        "over", this::isOver,
        "paid", this::isPaid,
        "paid cancelled", this::isPaidCancelled,
        "not renewed", this::isNotRenewed,
        "overdue", this::isOverdue,
        "sold", this::isSold);
  }

  @Check(quantity = Shop.SHOWN, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.ENDS, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.USED, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.PROBES, unit = Unit.WORD, source = Source.SERVICE)
  private void isComplimentary() {
    List<Measurement> seen = new ArrayList<>();
    seen.add(shop.shown(product, "complimentary active"));
    seen.add(shop.ends(product, "2026-06-03"));
    seen.add(use(GRANTED));
    seen.add(shop.probes(product, NOTHING + ", " + NOT_PAID));
    shop.judge(seen);
  }

  @Check(quantity = Shop.SHOWN, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.USED, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.PROBES, unit = Unit.WORD, source = Source.SERVICE)
  private void isComplimentaryCancelled() {
    judge("complimentary cancelled", INACTIVE, GRANTED + ", " + NOT_PAID);
  }

  /** Complimentary or paid before: both are gone. */
  @Check(quantity = Shop.USED, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.PROBES, unit = Unit.WORD, source = Source.SERVICE)
  private void isOver() {
    shop.judge(List.of(use(INACTIVE), shop.probes(product, NOTHING + ", " + NOT_PAID)));
  }

  @Check(quantity = Shop.SHOWN, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.ENDS, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.USED, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.PROBES, unit = Unit.WORD, source = Source.SERVICE)
  private void isPaid() {
    // Each month is counted from the day of the purchase (SUB-02).
    LocalDate ends = shop.boughtOn();
    for (int month = 1; !ends.isAfter(shop.today()); month++) {
      ends = shop.boughtOn().plusMonths(month);
    }
    List<Measurement> seen = new ArrayList<>();
    seen.add(shop.shown(product, "paid active renewing"));
    seen.add(shop.ends(product, ends.toString()));
    seen.add(use(GRANTED));
    seen.add(shop.probes(product, NOTHING + ", " + GRANTED));
    shop.judge(seen);
  }

  @Check(quantity = Shop.SHOWN, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.USED, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.PROBES, unit = Unit.WORD, source = Source.SERVICE)
  private void isPaidCancelled() {
    judge("paid active", GRANTED, GRANTED + ", " + GRANTED);
  }

  @Check(quantity = Shop.SHOWN, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.USED, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.PROBES, unit = Unit.WORD, source = Source.SERVICE)
  private void isNotRenewed() {
    judge("paid active", GRANTED, NOTHING + ", " + GRANTED);
  }

  /** Not paid, and tried again: it goes on for so long, and ends then. */
  @Check(quantity = Shop.SHOWN, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.ENDS, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.USED, unit = Unit.WORD, source = Source.SERVICE)
  private void isOverdue() {
    List<Measurement> seen = new ArrayList<>();
    seen.add(shop.shown(product, "paid active renewing"));
    seen.add(shop.ends(product, LocalDate.of(2026, 7, 3).plusDays(RETRY_DAYS).toString()));
    seen.add(use(GRANTED));
    shop.judge(seen);
  }

  /** It ends with what the seller has paid, for good. */
  @Check(quantity = Shop.SHOWN, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.USED, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.PROBES, unit = Unit.WORD, source = Source.SERVICE)
  private void isSold() {
    judge("paid active", GRANTED, NOTHING + ", " + NOT_PAID);
  }

  private void judge(String shown, String used, String probes) {
    shop.judge(List.of(shop.shown(product, shown), use(used), shop.probes(product, probes)));
  }

  /** Tracking is asked for, and ended again. */
  Measurement use(String expected) {
    tracking.request(Role.STOLEN_VEHICLE_CENTRE, "report and VIN");
    Measurement used = shop.used(expected);
    if (expected.equals(GRANTED)) {
      tracking.end(Role.POLICE);
    }
    return used;
  }
}
