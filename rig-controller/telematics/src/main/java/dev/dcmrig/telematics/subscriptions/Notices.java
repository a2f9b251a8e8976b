// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import dev.dcmrig.telematics.mail.OwnerMail;
import dev.dcmrig.telematics.payments.Wallets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/** Notices to owners, and who wants no push notice. Used with the service's lock held. */
final class Notices {
  private final OwnerMail mail;
  private final Set<String> withoutPush = new HashSet<>();

  Notices(OwnerMail mail) {
    this.mail = mail;
  }

  /** Remembers whether an owner wants push notices; false if there are too many owners. */
  boolean push(String owner, boolean wanted) {
    if (wanted) {
      withoutPush.remove(owner);
      return true;
    }
    if (withoutPush.size() >= Wallets.OWNERS_LIMIT && !withoutPush.contains(owner)) {
      return false;
    }
    withoutPush.add(owner);
    return true;
  }

  /** Tells the owner that a complimentary period ends. */
  void periodEnds(SubscribedVehicle vehicle, String product, LocalDate ends) {
    Letters.Letter letter = Letters.notice(vehicle.vin, product, ends);
    mail.mail(vehicle.email, letter.subject(), letter.text());
    if (!withoutPush.contains(vehicle.owner)) {
      mail.push(vehicle.owner, letter.text());
    }
  }
}
