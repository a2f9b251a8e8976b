// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.api.PaymentProvider.Outcome;
import dev.dcmrig.telematics.TelematicsRules;
import dev.dcmrig.telematics.http.Role;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paid months: when they end, who is charged for the next, and what a cancellation stops. */
class RenewalTest {
  private final ShopUnderTest shop = new ShopUnderTest();

  @Test
  void itIsActiveToTheLastSecondOfItsPeriodAndRenewedAtMidnight() {
    shop.paidTracking();
    shop.passTo("2026-06-30T23:59:59");
    assertEquals("paid active 2026-07-01", shop.status("svt"));
    assertEquals(1, shop.provider.charges().size());
    shop.passTo("2026-07-01T00:00:05");
    assertEquals("paid active 2026-08-01", shop.status("svt"));
    assertEquals(List.of("VISA 1111", "VISA 1111"), shop.kept());
  }

  @ParameterizedTest(name = "bought {0}: {1}, {2}, {3}")
  @CsvSource({
    "2027-01-31, 2027-02-28, 2027-03-31, 2027-04-30",
    "2027-01-29, 2027-02-28, 2027-03-29, 2027-04-29",
    "2028-01-31, 2028-02-29, 2028-03-31, 2028-04-30",
    "2028-02-29, 2028-03-29, 2028-04-29, 2028-05-29",
    "2026-12-31, 2027-01-31, 2027-02-28, 2027-03-31",
  })
  void aMonthEndIsTheDayOfPurchaseOrTheLastOfAShorterMonth(
      String bought, String first, String second, String third) {
    shop.delivered("2023-03-01", "essential", "gen1");
    shop.card(ShopUnderTest.OWNER, ShopUnderTest.VISA);
    shop.passTo(bought + "T12:00:00");
    shop.subscribe("svt", "paid");
    shop.pass(Duration.ofSeconds(5));
    assertEquals("paid active " + first, shop.status("svt"));
    shop.passTo(first + "T00:00:05");
    assertEquals("paid active " + second, shop.status("svt"));
    shop.passTo(second + "T00:00:05");
    assertEquals("paid active " + third, shop.status("svt"));
  }

  @Test
  void aResultThatTheServiceDidNotTakeIsToldAgain() {
    shop.delivered("2023-03-01", "essential", "gen1");
    shop.card(ShopUnderTest.OWNER, ShopUnderTest.VISA);
    shop.passTo("2026-07-01T12:00:00");
    shop.resultsLost = 3;
    shop.subscribe("svt", "paid");
    shop.pass(Duration.ofMinutes(2));
    assertEquals("paid pending", shop.status("svt"));
    shop.pass(Duration.ofMinutes(2));
    assertEquals(List.of("VISA 1111"), shop.kept());
    assertEquals("paid active 2026-08-01", shop.status("svt"));
    shop.pass(Duration.ofDays(2));
    assertEquals(List.of("VISA 1111"), shop.kept());
  }

  @Test
  void anApprovalThatComesAfterTheServiceHasGivenUpIsPaidBack() {
    shop.delivered("2023-03-01", "essential", "gen1");
    shop.card(ShopUnderTest.OWNER, ShopUnderTest.VISA);
    shop.passTo("2026-07-01T12:00:00");
    shop.resultsLost = 30;
    shop.subscribe("svt", "paid");
    shop.pass(Duration.ofHours(1));
    assertEquals(1, shop.provider.refunds().size());
    assertEquals(List.of(), shop.kept());
  }

  @Test
  void whoCountsFromTheLastRenewalDrifts() {
    ShopUnderTest drifting =
        new ShopUnderTest(
            new TelematicsRules() {
              @Override
              public LocalDate periodEnd(LocalDate firstPaid, int paidMonths) {
                return firstPaid.plusMonths(1).plusMonths(paidMonths - 1);
              }
            });
    drifting.delivered("2023-03-01", "essential", "gen1");
    drifting.card(ShopUnderTest.OWNER, ShopUnderTest.VISA);
    drifting.passTo("2027-01-31T12:00:00");
    drifting.subscribe("svt", "paid");
    drifting.passTo("2027-02-28T00:00:05");
    assertEquals("paid active 2027-03-28", drifting.status("svt"));
  }

  @Test
  void cancelledItGoesOnToTheEndOfThePeriodAndIsNotChargedAgain() {
    shop.paidTracking();
    shop.passTo("2026-06-30T23:59:58");
    assertEquals("200", shop.act("svt", "cancel"));
    assertEquals("paid active 2026-07-01", shop.status("svt"));
    shop.passTo("2026-07-01T00:00:05");
    assertEquals("paid expired 2026-07-01", shop.status("svt"));
    shop.passTo("2026-12-01T12:00:00");
    assertEquals(1, shop.provider.charges().size());
  }

  @Test
  void cancelledWhileARenewalIsPendingItIsOverAndTheRenewalRefunded() {
    shop.paidTracking();
    shop.passTo("2026-07-01T00:00:01");
    assertEquals("200", shop.act("svt", "cancel"));
    assertEquals("paid expired 2026-07-01", shop.status("svt"));
    shop.passTo("2026-07-01T00:00:10");
    assertEquals("paid expired 2026-07-01", shop.status("svt"));
    assertEquals(List.of("PAY-2"), shop.provider.refunds());
    shop.passTo("2026-12-01T12:00:00");
    assertEquals(List.of("VISA 1111"), shop.kept());
  }

  @Test
  void autoRenewalSwitchedOffWhileARenewalIsPendingStopsIt() {
    shop.paidTracking();
    shop.passTo("2026-07-01T00:00:01");
    assertEquals("204", shop.autoRenewal("svt", false));
    shop.passTo("2026-12-01T12:00:00");
    assertEquals("paid expired 2026-07-01", shop.status("svt"));
    assertEquals(List.of("VISA 1111"), shop.kept());
  }

  @Test
  void cancelledWhileTheProviderIsSilentAVeryLateApprovalIsRefunded() {
    shop.paidTracking();
    shop.provider.answer(Outcome.NO_ANSWER);
    shop.passTo("2026-07-01T00:05:00");
    shop.act("svt", "cancel");
    shop.passTo("2026-07-03T12:00:00");
    assertEquals(
        204,
        shop.ask(
                Role.PAYMENT_PROVIDER,
                "POST",
                "/v1/payments/PAY-2/result",
                "{'outcome':'approved'}")
            .status());
    assertEquals("paid expired 2026-07-01", shop.status("svt"));
    assertEquals(List.of("PAY-2"), shop.provider.refunds());
  }

  @Test
  void aLateApprovalPaysTheMonthThatNobodyElseIsBeingChargedFor() {
    shop.paidTracking();
    shop.provider.answer(Outcome.NO_ANSWER);
    shop.passTo("2026-07-01T00:11:00");
    assertEquals("paid active 2026-07-04", shop.status("svt"));
    shop.ask(Role.PAYMENT_PROVIDER, "POST", "/v1/payments/PAY-2/result", "{'outcome':'approved'}");
    assertEquals("paid active 2026-08-01", shop.status("svt"));
    assertEquals(List.of(), shop.provider.refunds());
  }

  @Test
  void declinedItIsTriedOnThreeMoreDaysAndThenOver() {
    shop.paidTracking();
    shop.provider.answer(Outcome.DECLINED);
    shop.passTo("2026-07-04T08:59:59");
    assertEquals(4, shop.provider.charges().size());
    shop.passTo("2026-07-04T09:00:05");
    assertEquals(5, shop.provider.charges().size());
    assertEquals("paid expired 2026-07-04", shop.status("svt"));
  }

  @Test
  void overItCanBeBoughtAgain() {
    shop.paidTracking();
    shop.passTo("2026-07-01T00:00:01");
    shop.act("svt", "cancel");
    assertEquals("201", shop.subscribe("svt", "paid"));
    shop.pass(Duration.ofSeconds(5));
    assertEquals("paid active 2026-08-01", shop.status("svt"));
    assertEquals(List.of("VISA 1111", "VISA 1111"), shop.kept());
  }
}
