// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.payments;

/** What the service asks of the payment provider. */
public interface PaymentGateway {

  /** Hands over a card; the caller forgets its number and keeps the token. */
  String tokenFor(Card card);

  /**
   * Asks for a charge, and returns at once; the result comes later, or never. Asked twice with one
   * id, the provider charges once.
   *
   * @param cents Australian cents, tax included
   */
  void charge(String paymentId, String vin, String product, int cents, PaymentMethod method);

  /** Gives back what was charged with this id. */
  void refund(String paymentId);
}
