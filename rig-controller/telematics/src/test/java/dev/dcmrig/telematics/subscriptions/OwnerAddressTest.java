// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.telematics.http.Role;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where letters go when the office names an owner, the same one or another. */
class OwnerAddressTest {
  private static final String DEFAULT = "owner-001@owners.dcmrig.example";
  private static final String CORRECTED = "corrected@owners.dcmrig.example";
  private final ShopUnderTest shop = new ShopUnderTest();

  private String named(String owner, String email) {
    return shop.ofCar(
        Role.DEALER,
        "PUT",
        "ownership",
        "{'owner':'" + owner + "'" + (email.isEmpty() ? "" : ",'email':'" + email + "'") + "}");
  }

  private String added() {
    return ShopUnderTest.said(
        shop.ask(
            Role.OWNER_APP,
            "POST",
            "/v1/owners/" + ShopUnderTest.OWNER + "/vehicles",
            "{'vin':'" + ShopUnderTest.VIN + "'}"));
  }

  @Test
  void aCorrectedAddressOfTheSameOwnerGetsNoticesAndInvoices() {
    shop.paidTracking();
    assertEquals(1, shop.subjectsTo(DEFAULT).size());
    assertEquals("204", named(ShopUnderTest.OWNER, CORRECTED));
    shop.passTo("2026-07-01T12:00:00");
    assertEquals(1, shop.subjectsTo(DEFAULT).size());
    assertEquals(1, shop.subjectsTo(CORRECTED).size());
  }

  @Test
  void theSameOwnerNamedWithoutAnAddressKeepsTheirs() {
    shop.delivered("2023-07-10", "essential", "gen1");
    named(ShopUnderTest.OWNER, CORRECTED);
    named(ShopUnderTest.OWNER, "");
    shop.passTo("2026-06-10T12:00:00");
    assertEquals(1, shop.subjectsTo(CORRECTED).size());
  }

  @Test
  void theSameOwnerNamedAgainKeepsTheCarInTheApp() {
    assertEquals("201", added());
    named(ShopUnderTest.OWNER, CORRECTED);
    assertEquals("409 already-added", added());
    named("owner-2", "");
    named(ShopUnderTest.OWNER, "");
    assertEquals("201", added());
  }

  @Test
  void theSellersLettersGoToTheSellerAndTheBuyersToTheBuyer() {
    shop.delivered("2023-07-10", "essential", "gen1");
    shop.act("svt", "cancel");
    shop.card(ShopUnderTest.OWNER, ShopUnderTest.VISA);
    shop.subscribe("svt", "paid");
    named("owner-2", "");
    shop.pass(Duration.ofMinutes(1));
    assertEquals(3, shop.subjectsTo(DEFAULT).size(), "two cancellations and the money back");
    shop.act("svt", "reactivate");
    shop.passTo("2026-07-10T12:00:00");
    assertEquals(2, shop.subjectsTo("owner-2@owners.dcmrig.example").size());
    assertEquals(3, shop.subjectsTo(DEFAULT).size());
  }
}
