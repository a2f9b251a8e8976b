// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.payments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which cards are taken. The numbers that are valid are brands' published test numbers. */
class CardTest {
  private static final YearMonth TODAY = YearMonth.of(2026, 6);

  private static String refusal(String number, String expiry) {
    return assertThrows(Card.RefusedException.class, () -> Card.check(number, expiry, TODAY))
        .reason();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "4111111111111111, VISA",
    "4111 1111-1111 1111, VISA",
    "4222222222222, VISA",
    "4000000000000000006, VISA",
    "5555555555554444, Mastercard",
    "5105105105105100, Mastercard",
    "2223003122003222, Mastercard",
    "2221000000000009, Mastercard",
    "2720990000000007, Mastercard",
  })
  void visaAndMastercardAreTaken(String number, String brand) throws Exception {
    Card card = Card.check(number, "12/29", TODAY);
    assertEquals(brand, card.brand());
    assertEquals(brand + " " + card.lastFour(), card.toString());
    assertFalse(card.number().contains(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "378282246310005", // American Express
        "6011111111111117", // Discover
        "3530111333300000", // JCB
        "30569309025904", // Diners
        "2220990000000008", // one below Mastercard's second range
        "2721000000000004", // one above it
        "5000000000000009", // Maestro
        "5600000000000003"
      })
  void everyOtherBrandIsRefusedAsABrand(String number) {
    assertEquals("card-brand-not-accepted", refusal(number, "12/29"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112",
        "4111111111111121",
        "5555555555554445",
        "41111111111111",
        "55555555555544",
        "411111111111111a",
        "\u0664111111111111111",
        "4111/1111/1111/1111",
        "41111111111",
        ""
      })
  void aNumberThatIsNoneIsRefusedAsANumber(String number) {
    assertEquals("card-number-invalid", refusal(number, "12/29"));
  }

  @Test
  void theCheckDigitFindsEachWrongDigit() {
    String good = "4111111111111111";
    for (int at = 1; at < good.length(); at++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        if (digit != good.charAt(at)) {
          String wrong = good.substring(0, at) + digit + good.substring(at + 1);
          assertFalse(Card.luhn(wrong), wrong);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"05/26", "12/25", "00/29", "13/29", "6/26", "0626", "06/2026", ""})
  void anExpiryThatIsPastOrNoneIsRefused(String expiry) {
    assertEquals("card-expired", refusal("4111111111111111", expiry));
  }

  @Test
  void aCardIsGoodThroughItsLastMonth() throws Exception {
    assertEquals(TODAY, Card.check("4111111111111111", "06/26", TODAY).expiry());
  }

  @Test
  void theMonthIsTheShops() {
    assertEquals(YearMonth.of(2026, 6), Card.monthAt(Instant.parse("2026-06-30T13:59:59Z")));
    assertEquals(YearMonth.of(2026, 7), Card.monthAt(Instant.parse("2026-06-30T14:00:00Z")));
  }
}
