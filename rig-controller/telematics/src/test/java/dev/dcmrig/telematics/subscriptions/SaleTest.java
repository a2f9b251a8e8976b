// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.PaymentProvider.Outcome;
import dev.dcmrig.telematics.http.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After a sale nothing more is charged to the seller's card. */
class SaleTest {
  private static final String SELLER = "owner-001@owners.dcmrig.example";
  private final ShopUnderTest shop = new ShopUnderTest();

  @Test
  void aRunningPlanEndsWithThePeriodThatTheSellerHasPaid() {
    shop.paidTracking();
    shop.passTo("2026-06-10T12:00:00");
    shop.sold("owner-2");
    assertEquals("paid active 2026-07-01", shop.status("svt"));
    shop.passTo("2026-07-01T00:00:01");
    assertEquals("paid expired 2026-07-01", shop.status("svt"));
    shop.passTo("2026-12-01T12:00:00");
    assertEquals(List.of("VISA 1111"), shop.kept());
  }

  @Test
  void aPurchaseThatIsPendingAtTheSaleIsCancelledAndAnApprovalRefunded() {
    shop.delivered("2023-03-01", "essential", "gen1");
    shop.card(ShopUnderTest.OWNER, ShopUnderTest.VISA);
    shop.subscribe("svt", "paid");
    shop.sold("owner-2");
    shop.pass(Duration.ofMinutes(1));
    assertEquals("complimentary expired 2026-03-01", shop.status("svt"));
    assertEquals(List.of("PAY-1"), shop.provider.refunds());
    assertTrue(shop.subjectsTo(SELLER).contains("Your payment is returned"), "" + shop.mails);
    shop.passTo("2026-12-01T12:00:00");
    assertEquals(List.of(), shop.kept());
  }

  @Test
  void theNewOwnerCanNotBringTheSellersPlanBack() {
    shop.paidTracking();
    shop.act("svt", "cancel");
    shop.sold("owner-2");
    assertEquals("409 nothing-to-reactivate", shop.act("svt", "reactivate"));
    assertEquals("409 not-a-paid-product", shop.autoRenewal("svt", true));
    shop.passTo("2026-12-01T12:00:00");
    assertEquals(List.of("VISA 1111"), shop.kept());
    assertEquals(
        1,
        shop.subjectsTo(SELLER).stream().filter(subject -> subject.contains("cancell")).count(),
        "what was cancelled before the sale is not confirmed again");
  }

  @Test
  void whoCancelsWhatTheSellerHasPaidIsToldItsLastDay() {
    shop.paidTracking();
    shop.sold("owner-2");
    assertEquals("200", shop.act("svt", "cancel"));
    assertEquals("paid active 2026-07-01", shop.status("svt"));
    assertTrue(
        shop.mails.stream()
            .filter(mail -> mail.text().contains("is cancelled"))
            .allMatch(mail -> mail.text().contains("It ends on 2026-07-01")),
        shop.mails::toString);
  }

  @Test
  void aRenewalThatIsPendingAtTheSaleIsRefunded() {
    shop.paidTracking();
    shop.passTo("2026-07-01T00:00:01");
    shop.sold("owner-2");
    shop.passTo("2026-07-01T12:00:00");
    assertEquals("paid expired 2026-07-01", shop.status("svt"));
    assertEquals(List.of("PAY-2"), shop.provider.refunds());
    assertEquals(List.of("VISA 1111"), shop.kept());
  }

  @Test
  void aRenewalThatIsTriedAgainAtTheSaleIsNotTriedAnyMore() {
    shop.paidTracking();
    shop.provider.answer(Outcome.DECLINED);
    shop.passTo("2026-07-01T12:00:00");
    shop.sold("owner-2");
    shop.provider.answer(Outcome.APPROVED);
    shop.passTo("2026-12-01T12:00:00");
    assertEquals(List.of("VISA 1111"), shop.kept());
    assertEquals(2, shop.provider.charges().size());
  }

  @Test
  void whatIsLeftOfTheSellersPeriodLapsesWithEverythingElse() {
    shop.paidTracking();
    shop.sold("owner-2");
    shop.ofCar(Role.CUSTOMER_ASSISTANCE, "PUT", "subscriptions", "{'active':false}");
    assertEquals("paid expired 2026-06-01", shop.status("svt"));
  }

  @Test
  void theNewOwnerBuysOnTheirOwnCardWhenTheSellersPeriodIsOver() {
    shop.paidTracking();
    shop.sold("owner-2");
    shop.card("owner-2", ShopUnderTest.MASTERCARD);
    assertEquals("409 already-active", shop.subscribe("svt", "paid"));
    shop.passTo("2026-07-01T09:00:00");
    assertEquals("201", shop.subscribe("svt", "paid"));
    shop.pass(Duration.ofSeconds(5));
    assertEquals("paid active 2026-08-01", shop.status("svt"));
    assertEquals(List.of("VISA 1111", "Mastercard 4444"), shop.kept());
  }
}
