// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.subscription;

import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.features.service.ServiceSteps;
import dev.dcmrig.features.svt.TrackingSteps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remote services that are paid, {@code features/states/remote-product.yaml}. Auto-renewal and
 * declined payments stand in the table of the tracking product: the shop has one rule for both.
 */
public final class RemoteProductStates extends PaidProductStates {
  private static final List<String> STATES =
      List.of("complimentary", "complimentary cancelled", "over", "paid", "paid cancelled", "sold");

  private static final List<String> EVENTS =
      List.of("buys", "cancels", "reactivates", "period ends", "car is sold");

  private final Shop shop;
  private final ServiceSteps service;

  public RemoteProductStates(Shop shop, TrackingSteps tracking, ServiceSteps service) {
    super(shop, tracking, "remote");
    this.shop = shop;
    this.service = service;
  }

  @Override
  public String name() {
    return "the remote product";
  }

  @Override
  public Map<String, Runnable> ways() {
    return only(STATES, super.ways());
  }

  @Override
  public Map<String, Runnable> events() {
    return only(EVENTS, super.events());
  }

  @Override
  public Map<String, Runnable> signs() {
    return only(STATES, super.signs());
  }

  private static Map<String, Runnable> only(List<String> words, Map<String, Runnable> of) {
    Map<String, Runnable> some = new LinkedHashMap<>(of);
    some.keySet().retainAll(words);
    return some;
  }

  /** The owner asks the car to lock. */
  @Override
  Measurement use(String expected) {
    service.command("lock");
    return shop.used(expected);
  }
}
