// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.telematics.http.ApiAnswer;
import dev.dcmrig.telematics.http.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which card pays, and which one a letter names. */
class CardOnFileTest {
  private final ShopUnderTest shop = new ShopUnderTest();

  private ApiAnswer changed(String card) {
    return shop.ask(
        Role.OWNER_APP, "PUT", "/v1/owners/" + ShopUnderTest.OWNER + "/payment-methods/PM-1", card);
  }

  private String lastText() {
    return shop.mails.get(shop.mails.size() - 1).text();
  }

  @Test
  void aCardIsOverForTheProviderInTheMonthInWhichTheShopRefusesIt() {
    shop.delivered("2023-03-01", "essential", "gen1");
    shop.card(ShopUnderTest.OWNER, "{'number':'4111111111111111','expiry':'06/26'}");
    shop.subscribe("svt", "paid");
    shop.passTo("2026-07-01T00:00:05");
    assertEquals(
        "422 card-expired",
        ShopUnderTest.said(
            shop.card(ShopUnderTest.OWNER, "{'number':'4111111111111111','expiry':'06/26'}")));
    assertEquals(List.of("VISA 1111"), shop.kept());
    assertEquals("declined", shop.provider.charges().get(1).result());
  }

  @Test
  void anInvoiceNamesTheCardThatWasChargedAndNotTheOneThatTookItsPlace() {
    shop.delivered("2023-03-01", "essential", "gen1");
    shop.card(ShopUnderTest.OWNER, ShopUnderTest.VISA);
    shop.subscribe("svt", "paid");
    assertEquals(200, changed(ShopUnderTest.MASTERCARD).status());
    shop.pass(Duration.ofSeconds(5));
    assertTrue(lastText().contains("VISA 1111"), lastText());
    shop.passTo("2026-07-01T12:00:00");
    assertTrue(lastText().contains("Mastercard 4444"), lastText());
    assertEquals(List.of("VISA 1111", "Mastercard 4444"), shop.kept());
  }

  @Test
  void aRefundNamesTheCardThatWasCharged() {
    shop.delivered("2023-03-01", "essential", "gen1");
    shop.card(ShopUnderTest.OWNER, ShopUnderTest.VISA);
    shop.subscribe("svt", "paid");
    changed(ShopUnderTest.MASTERCARD);
    shop.act("svt", "cancel");
    shop.pass(Duration.ofSeconds(5));
    assertTrue(lastText().contains("returned to VISA 1111"), lastText());
  }
}
