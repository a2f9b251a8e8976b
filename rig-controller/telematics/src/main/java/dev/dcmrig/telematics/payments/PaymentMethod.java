// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.payments;

/**
 * A card as the service keeps it: without its number.
 *
 * @param token what the provider knows the card by
 * @param onInvoices how the card is named on tax invoices
 */
public record PaymentMethod(
    String id, String token, String brand, String lastFour, String onInvoices) {

  /** {@code "VISA 1111"}. */
  public String masked() {
    return brand + " " + lastFour;
  }
}
