// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.subscription;

import io.cucumber.java.ParameterType;

/** Words about subscriptions, payment and ownership. */
public final class SubscriptionWords {
  /** The packages that a car is delivered with. */
  @ParameterType("essential|premium")
  public String carPackage(String text) {
    return text;
  }

  /** The generation of a car's DCM. */
  @ParameterType("gen1|gen2")
  public String generation(String text) {
    return text;
  }

  /** A product: stolen-vehicle tracking, or the app's remote services. */
  @ParameterType("svt|remote")
  public String product(String text) {
    return text;
  }

  /** How a product was got. */
  @ParameterType("complimentary|trial|paid|none")
  public String kind(String text) {
    return text;
  }

  /** How a subscription stands. */
  @ParameterType("active|cancelled|expired|trial-available|none")
  public String subscriptionState(String text) {
    return text;
  }

  /** What the owner does with a subscription. */
  @ParameterType(
      "buys|tries|cancels|reactivates|switches off auto-renewal of|switches on auto-renewal of")
  public String subscriptionAction(String text) {
    return text;
  }

  /** A payment card. None of the numbers is a real card's. */
  @ParameterType(
      "VISA|Mastercard|American Express|mistyped|expired"
          + "|5100xx|5599xx|2221xx|2720xx|5099xx|5600xx|2220xx|2721xx")
  public PaymentCard card(String text) {
    return switch (text) {
      case "VISA" -> PaymentCard.VISA;
      case "Mastercard" -> PaymentCard.MASTERCARD;
      case "American Express" -> PaymentCard.AMERICAN_EXPRESS;
      case "mistyped" -> PaymentCard.MISTYPED;
      case "expired" -> PaymentCard.EXPIRED;
      // What its number begins with.
      default -> PaymentCard.valueOf("FROM_" + text.substring(0, 4));
    };
  }

  /** A car that is to be added to an app. */
  @ParameterType("the car|an unknown car")
  public Boolean known(String text) {
    return text.equals("the car");
  }

  /** A switch of the app. */
  @ParameterType("on|off")
  public Boolean on(String text) {
    return text.equals("on");
  }

  /** Who owns a car, as the service calls them. */
  @ParameterType("owner-[0-9]+")
  public String owner(String text) {
    return text;
  }

  /** Whether a card is one more, or takes the place of the one before. */
  @ParameterType("adds|changes to")
  public Boolean cardAction(String text) {
    return text.equals("changes to");
  }

  /** What the service sends to owners. */
  @ParameterType("e-mails?|push notices?")
  public Boolean message(String text) {
    return text.startsWith("push");
  }
}
