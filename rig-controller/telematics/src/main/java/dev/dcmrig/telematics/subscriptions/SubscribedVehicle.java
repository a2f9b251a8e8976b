// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** A vehicle as its subscriptions see it. Guarded by the service's lock. */
final class SubscribedVehicle {
  final String vin;
  String owner;
  String email;
  LocalDate firstDelivery = LocalDate.of(2026, 3, 1);
  String packageName = "premium";
  String dcm = "gen2";
  ZoneId zone = ZoneId.of("Australia/Melbourne");
  final Map<String, Subscription> products = new LinkedHashMap<>();

  SubscribedVehicle(String vin, Function<String, Subscription> product) {
    this.vin = vin;
    this.owner = "owner-" + vin.substring(vin.length() - 3);
    this.email = owner + "@owners.dcmrig.example";
    for (String name : Packages.PRODUCTS) {
      products.put(name, product.apply(name));
    }
  }

  /** The day on which subscriptions begin and end, by the vehicle's own zone. */
  LocalDate dayAt(Instant now) {
    return now.atZone(zone).toLocalDate();
  }

  /** Says what the vehicle came with. */
  void delivered(LocalDate day, String newPackage, String newDcm, ZoneId newZone) {
    firstDelivery = day;
    packageName = newPackage;
    dcm = newDcm;
    zone = newZone;
  }

  /** Somebody else's, whose address is the default one unless it is given. */
  void changeOwner(String next, String address) {
    owner = next;
    email = address;
  }

  /** The same owner's right address; it is for plans that go on, too. */
  void correctAddress(String address) {
    email = address;
    for (Subscription subscription : products.values()) {
      subscription.plan().filter(plan -> !plan.isEnded()).ifPresent(plan -> plan.billTo(address));
    }
  }
}
