// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import java.time.LocalDate;
import java.util.Locale;

/** The texts of the mails to owners. */
final class Letters {

  /** GST of 10 %, included: one eleventh of the price (A New Tax System (GST) Act 1999, 9-70). */
  private static final int GST_DIVISOR = 11;

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

  static Letter invoice(int number, String vin, String product, int cents, String card) {
    int gst = Math.floorDiv(2 * cents + GST_DIVISOR, 2 * GST_DIVISOR);
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
