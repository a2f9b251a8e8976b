// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.payments;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * A payment card as it was checked. It lives only from the owner's request to the provider's token;
 * its text shows brand and last four digits only (PCI DSS 4.0, requirement 3.4).
 */
public final class Card {

  /** Why a card is not taken; {@link #reason()} never quotes the number. */
  public static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reason;

    RefusedException(String reason) {
      super(reason);
      this.reason = reason;
    }

    public String reason() {
      return reason;
    }
  }

  /** Where the shop is: a card is good through a month there. */
  private static final ZoneId SHOP = ZoneId.of("Australia/Melbourne");

  private final String number;
  private final String brand;
  private final YearMonth expiry;

  private Card(String number, String brand, YearMonth expiry) {
    this.number = number;
    this.brand = brand;
    this.expiry = expiry;
  }

  /** The month by which cards expire, for whoever asks. */
  public static YearMonth monthAt(Instant now) {
    return YearMonth.from(now.atZone(SHOP));
  }

  /**
   * Checks a card (ISO/IEC 7812-1).
   *
   * @param typed the number, blanks and hyphens between digits allowed
   * @param expiry {@code MM/YY}; the card is good through the last day of that month
   * @param today the month of {@link #monthAt}
   */
  public static Card check(String typed, String expiry, YearMonth today) throws RefusedException {
    Card card = read(typed, expiry, today);
    if (card.brand.equals("other")) {
      throw new RefusedException("card-brand-not-accepted");
    }
    return card;
  }

  /** As {@link #check}, but of whatever brand. */
  static Card read(String typed, String expiry, YearMonth today) throws RefusedException {
    String number = typed.replaceAll("[ -]", "");
    if (!number.matches("[0-9]{12,19}")) {
      throw new RefusedException("card-number-invalid");
    }
    String brand = brandOf(number);
    if (!lengthFits(brand, number.length()) || !luhn(number)) {
      throw new RefusedException(
          brand.equals("other") ? "card-brand-not-accepted" : "card-number-invalid");
    }
    if (!expiry.matches("(0[1-9]|1[0-2])/[0-9]{2}")) {
      throw new RefusedException("card-expired");
    }
    YearMonth month =
        YearMonth.of(
            2000 + Integer.parseInt(expiry.substring(3)), Integer.parseInt(expiry.substring(0, 2)));
    if (month.isBefore(today)) {
      throw new RefusedException("card-expired");
    }
    return new Card(number, brand, month);
  }

  /** A card as somebody typed it, unchecked: its digits, no brand, an expiry far ahead. */
  public static Card asTyped(String typed) {
    return new Card(typed.replaceAll("[^0-9]", ""), "other", YearMonth.of(2099, 12));
  }

  private static String brandOf(String number) {
    int four = Integer.parseInt(number.substring(0, 4));
    if (number.charAt(0) == '4') {
      return "VISA";
    }
    return (four >= 5100 && four <= 5599) || (four >= 2221 && four <= 2720)
        ? "Mastercard"
        : "other";
  }

  private static boolean lengthFits(String brand, int digits) {
    return switch (brand) {
      case "VISA" -> digits == 13 || digits == 16 || digits == 19;
      case "Mastercard" -> digits == 16;
      default -> true;
    };
  }

  /** The check digit of ISO/IEC 7812-1 annex B: each second digit from the right counts double. */
  static boolean luhn(String number) {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = number.charAt(number.length() - 1 - i) - '0';
      int doubled = 2 * digit;
      sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }

  /** The full number: for the payment provider only. */
  public String number() {
    return number;
  }

  public String brand() {
    return brand;
  }

  public String lastFour() {
    return number.substring(Math.max(0, number.length() - 4));
  }

  public YearMonth expiry() {
    return expiry;
  }

  @Override
  public String toString() {
    return brand + " " + lastFour();
  }
}
