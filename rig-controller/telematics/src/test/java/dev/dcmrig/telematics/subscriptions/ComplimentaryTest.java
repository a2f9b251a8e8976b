// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.telematics.http.Role;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calendar of complimentary periods and of the notices before they end. */
class ComplimentaryTest {
  private static final String OWNER = "owner-001@owners.dcmrig.example";
  private final ShopUnderTest shop = new ShopUnderTest();

  @ParameterizedTest(name = "delivered {0}, ends {1}")
  @CsvSource({
    "2023-07-10, 2026-07-10",
    "2024-02-29, 2027-02-28",
    "2024-02-28, 2027-02-28",
    "2025-02-28, 2028-02-28",
    "2023-08-31, 2026-08-31",
    "2023-11-01, 2026-11-01",
  })
  void theDayBeforeItIsActiveAndOnTheDayAndAfterItIsNot(String delivered, String ends) {
    shop.delivered(delivered, "essential", "gen1");
    LocalDate end = LocalDate.parse(ends);
    shop.passTo(end.minusDays(1) + "T23:59:59");
    assertEquals("complimentary active " + ends, shop.status("svt"));
    shop.passTo(end + "T00:00:00");
    assertEquals("complimentary expired " + ends, shop.status("svt"));
    shop.passTo(end.plusDays(1) + "T12:00:00");
    assertEquals("complimentary expired " + ends, shop.status("svt"));
  }

  @Test
  void noticesGoOutAtNineAMonthAndThreeDaysAhead() {
    shop.delivered("2023-07-10", "essential", "gen1");
    shop.passTo("2026-06-10T08:59:59");
    assertEquals(0, shop.mails.size());
    shop.passTo("2026-06-10T09:00:00");
    assertEquals(1, shop.mails.size());
    shop.passTo("2026-07-07T08:59:59");
    assertEquals(1, shop.mails.size());
    shop.passTo("2026-07-07T09:00:00");
    shop.passTo("2027-07-07T09:00:00");
    assertEquals(2, shop.subjectsTo(OWNER).size());
    assertEquals(2, shop.pushes.size());
  }

  @Test
  void theFirstNoticeBeforeTheEndOfMarchGoesOutOnTheLastOfFebruary() {
    shop.delivered("2024-03-31", "essential", "gen1");
    shop.passTo("2027-02-28T08:59:59");
    assertEquals(0, shop.mails.size());
    shop.passTo("2027-02-28T09:00:00");
    assertEquals(1, shop.mails.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2400-01-01",
        "+999999999-12-31",
        "-999999999-01-01",
        "1999-12-31",
        "2026-06-02",
        "2026-02-29",
        "2026-13-01",
        "today",
        ""
      })
  void aDayOnWhichNobodyCanHaveDeliveredTheCarIsRefusedAndChangesNothing(String day) {
    shop.delivered("2023-07-10", "essential", "gen1");
    assertEquals("422 date-or-zone-invalid", shop.delivered(day, "premium", "gen2"));
    shop.pass(Duration.ofSeconds(1));
    assertEquals("complimentary active 2026-07-10", shop.status("svt"));
    assertEquals("none trial-available", shop.status("remote"));
  }

  @Test
  void todayIsTheVehiclesToday() {
    // On Kiritimati, four hours ahead of Melbourne, it is 2 June already.
    shop.passTo("2026-06-01T20:00:00");
    String tomorrow = "{'firstDelivery':'2026-06-02','timeZone':'%s'}";
    assertEquals(
        "422 date-or-zone-invalid",
        shop.ofCar(Role.DEALER, "PUT", "delivery", String.format(tomorrow, "Australia/Melbourne")));
    assertEquals(
        "204",
        shop.ofCar(Role.DEALER, "PUT", "delivery", String.format(tomorrow, "Pacific/Kiritimati")));
    assertEquals("complimentary active 2029-06-02", shop.status("svt"));
  }

  @Test
  void anEndThatIsFurtherAwayThanATimerReachesIsWaitedForAllTheSame() {
    SubscribedVehicle vehicle = shop.service.vehicle(ShopUnderTest.VIN);
    if (vehicle == null) {
      throw new IllegalStateException("the car is unknown");
    }
    shop.service.delivered(
        vehicle, LocalDate.of(2400, 1, 1), "premium", "gen2", ZoneId.of("Australia/Melbourne"));
    shop.pass(Duration.ofDays(800));
    assertEquals(List.of(), shop.mails);
    assertEquals("complimentary active 2403-01-01", shop.status("svt"));
  }

  @Test
  void reactivatedTwoDaysBeforeTheEndNoNoticeIsMadeUpFor() {
    shop.delivered("2023-07-10", "essential", "gen1");
    shop.act("svt", "cancel");
    shop.passTo("2026-07-08T12:00:00");
    shop.mails.clear();
    shop.act("svt", "reactivate");
    shop.passTo("2026-07-20T12:00:00");
    assertEquals(0, shop.mails.size());
    assertEquals(0, shop.pushes.size());
  }

  @Test
  void reactivatedTenDaysBeforeTheEndThereIsTheNoticeOfTheLastDays() {
    shop.delivered("2023-07-10", "essential", "gen1");
    shop.act("svt", "cancel");
    shop.passTo("2026-06-30T12:00:00");
    shop.mails.clear();
    shop.act("svt", "reactivate");
    shop.pass(Duration.ofMinutes(1));
    assertEquals(0, shop.mails.size());
    shop.passTo("2026-07-07T09:00:00");
    assertEquals(1, shop.mails.size());
  }
}
