// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import java.time.LocalDate;
import java.util.Locale;

/** The texts of the mails to owners. */
final class Letters {

  record Letter(String subject, String text) {}

  private Letters() {}

  static Letter notice(String vin, String product, LocalDate ends) {
    return new Letter(
        "Your complimentary service ends soon",
        name(product, vin)
            + " is complimentary through "
            + ends.minusDays(1)
            + " and ends on "
            + ends
            + ".\nWith a paid subscription it goes on.");
  }

  /**
   * @param cents the price, tax included
   * @param gst the tax in it, in cents
   */
  static Letter invoice(int number, String vin, String product, int cents, int gst, String card) {
    return new Letter(
        String.format(Locale.ROOT, "Tax invoice INV-%06d", number),
        String.format(
                Locale.ROOT,
                "Tax invoice INV-%06d%n%s, one month%nTotal: AUD %d.%02d%n"
                    + "GST 10 %% included: AUD %d.%02d%nPaid by: %s",
                number,
                name(product, vin),
                cents / 100,
                cents % 100,
                gst / 100,
                gst % 100,
                card)
            .replace("\r", ""));
  }

  static Letter cancelled(String vin, String product, LocalDate ends) {
    return new Letter(
        "Your cancellation is confirmed",
        name(product, vin)
            + " is cancelled. It ends on "
            + ends
            + ".\nYou will not be charged again.");
  }

  static Letter declined(String vin, String product, String card, boolean last) {
    return new Letter(
        "We could not take your payment",
        name(product, vin)
            + ": the payment by "
            + card
            + " was declined.\n"
            + (last ? "The service has not been paid and is off." : "We will try again tomorrow."));
  }

  static Letter refunded(String vin, String product, String card) {
    return new Letter(
        "Your payment is returned",
        name(product, vin) + ": a payment that is not due any more is returned to " + card + ".");
  }

  private static String name(String product, String vin) {
    return (product.equals("svt") ? "Stolen vehicle tracking" : "Remote services")
        + " of vehicle "
        + vin;
  }
}
