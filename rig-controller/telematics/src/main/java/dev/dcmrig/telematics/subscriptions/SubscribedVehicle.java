// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import dev.dcmrig.sim.Timer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A vehicle as its subscriptions see it. */
final class SubscribedVehicle {
  final String vin;
  String owner;
  String email;
  LocalDate firstDelivery = LocalDate.of(2026, 3, 1);
  String packageName = "premium";
  String dcm = "gen2";
  ZoneId zone = ZoneId.of("Australia/Melbourne");
  final Map<String, Subscription> products = new LinkedHashMap<>();

  /** Runs at the next thing that is due; belongs to the timeline's thread. */
  @Nullable Timer timer;

  SubscribedVehicle(String vin) {
    this.vin = vin;
    this.owner = "owner-" + vin.substring(vin.length() - 3);
    this.email = owner + "@owners.dcmrig.example";
    for (String product : Packages.PRODUCTS) {
      products.put(product, new Subscription(product));
    }
  }
}
