// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.subscription;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.StateMachine;
import dev.dcmrig.features.service.ServiceSteps;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Remote services as a product on trial, {@code features/states/trial-product.yaml}. */
public final class TrialProductStates implements StateMachine {
  private static final String PRODUCT = "remote";
  private static final String GRANTED = "granted";
  private static final String NOT_PAID = ", not-a-paid-product";
  private static final String NOTHING = "nothing-to-reactivate" + NOT_PAID;
  private static final String INACTIVE = "subscription-inactive";

  /** Three months from the day on which the bench begins, hil-configs/subscriptions. */
  private static final LocalDate END = LocalDate.of(2026, 9, 1);

  private final Shop shop;
  private final ServiceSteps service;

  public TrialProductStates(Shop shop, ServiceSteps service) {
    this.shop = shop;
    this.service = service;
  }

  @Override
  public String name() {
    return "the trial product";
  }

  @Override
  public Map<String, Runnable> ways() {
    return Map.of(
        "available",
        () -> {},
        "trial",
        () -> shop.take("tries", PRODUCT),
        "cancelled",
        this::toCancelled,
        "over",
        this::toOver);
  }

  private void toCancelled() {
    shop.take("tries", PRODUCT);
    shop.take("cancels", PRODUCT);
  }

  private void toOver() {
    shop.take("tries", PRODUCT);
    shop.noonOf(END);
  }

  @Override
  public Map<String, Runnable> events() {
    return Map.of(
        "tries", () -> shop.tap("tries", PRODUCT),
        "cancels", () -> shop.tap("cancels", PRODUCT),
        "reactivates", () -> shop.tap("reactivates", PRODUCT),
        "renewal off", () -> shop.tap("switches off auto-renewal of", PRODUCT),
        "eve of the end", () -> shop.noonOf(END.minusDays(1)),
        "trial ends", () -> shop.noonOf(END),
        "car is sold", shop::sell);
  }

  @Override
  public Map<String, Runnable> signs() {
    return Map.of(
        "available", this::isAvailable,
        "trial", this::isTrial,
        "cancelled", this::isCancelled,
        "over", this::isOver);
  }

  @Check(quantity = Shop.SHOWN, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.USED, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.PROBES, unit = Unit.WORD, source = Source.SERVICE)
  private void isAvailable() {
    judge("none trial-available", INACTIVE, NOTHING);
  }

  @Check(quantity = Shop.ENDS, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.SHOWN, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.USED, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.PROBES, unit = Unit.WORD, source = Source.SERVICE)
  private void isTrial() {
    shop.judge(List.of(shop.ends(PRODUCT, END.toString())));
    judge("trial active", GRANTED, NOTHING);
  }

  @Check(quantity = Shop.SHOWN, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.USED, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.PROBES, unit = Unit.WORD, source = Source.SERVICE)
  private void isCancelled() {
    judge("trial trial-available", INACTIVE, GRANTED + NOT_PAID);
  }

  @Check(quantity = Shop.SHOWN, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.USED, unit = Unit.WORD, source = Source.SERVICE)
  @Check(quantity = Shop.PROBES, unit = Unit.WORD, source = Source.SERVICE)
  private void isOver() {
    judge("trial expired", INACTIVE, NOTHING);
  }

  private void judge(String shown, String used, String probes) {
    Measurement app = shop.shown(PRODUCT, shown);
    service.command("lock");
    Measurement command = shop.used(used);
    shop.judge(List.of(app, command, shop.probes(PRODUCT, probes)));
  }
}
