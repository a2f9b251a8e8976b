// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.telematics.subscriptions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.telematics.http.Role;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One way of having a product after another: paid, trial and complimentary. */
class SequenceTest {
  private final ShopUnderTest shop = new ShopUnderTest();

  private void paidRemoteUntil(String end) {
    shop.card(ShopUnderTest.OWNER, ShopUnderTest.VISA);
    shop.subscribe("remote", "paid");
    shop.pass(Duration.ofSeconds(5));
    shop.act("remote", "cancel");
    shop.passTo(end + "T12:00:00");
  }

  @Test
  void aTrialAfterAnEndedPaidPlanIsSeen() {
    shop.delivered("2026-03-01", "essential", "gen1");
    paidRemoteUntil("2026-07-02");
    assertEquals("paid expired 2026-07-01", shop.status("remote"));
    assertEquals("201", shop.subscribe("remote", "trial"));
    assertEquals("trial active 2026-10-02", shop.status("remote"));
    assertEquals("200", shop.act("remote", "cancel"));
    assertEquals("trial trial-available", shop.status("remote"));
    assertEquals("200", shop.act("remote", "reactivate"));
    assertEquals("trial active 2026-10-02", shop.status("remote"));
  }

  @Test
  void aCancelledTrialIsAvailableAgainAfterAPaidPlan() {
    shop.delivered("2026-03-01", "essential", "gen1");
    shop.subscribe("remote", "trial");
    shop.act("remote", "cancel");
    paidRemoteUntil("2026-07-02");
    assertEquals("trial trial-available", shop.status("remote"));
    assertEquals("200", shop.act("remote", "reactivate"));
    assertEquals("trial active 2026-09-01", shop.status("remote"));
  }

  @Test
  void whatIsLeftOfAComplimentaryPeriodAfterAnEndedPaidPlanCanBeHadAgain() {
    shop.delivered("2026-03-01", "premium", "gen2");
    shop.act("remote", "cancel");
    paidRemoteUntil("2026-07-02");
    assertEquals("complimentary cancelled 2029-03-01", shop.status("remote"));
    assertEquals("200", shop.act("remote", "reactivate"));
    assertEquals("complimentary active 2029-03-01", shop.status("remote"));
    assertEquals("200", shop.act("remote", "cancel"));
    assertEquals("complimentary cancelled 2029-03-01", shop.status("remote"));
    shop.act("remote", "reactivate");
    shop.passTo("2029-02-26T10:00:00");
    assertEquals(
        2,
        shop.mails.stream()
            .filter(mail -> mail.text().contains("Remote services"))
            .filter(mail -> mail.text().contains("complimentary through"))
            .count());
  }

  @Test
  void whenNothingIsLeftTheEndedPaidPlanStaysVisible() {
    shop.paidTracking();
    shop.act("svt", "cancel");
    shop.passTo("2026-07-02T12:00:00");
    assertEquals("paid expired 2026-07-01", shop.status("svt"));
    assertEquals("409 nothing-to-reactivate", shop.act("svt", "reactivate"));
    assertEquals("409 not-active", shop.act("svt", "cancel"));
  }

  @Test
  void aTrialThatIsOverIsNotToBeHadAgain() {
    shop.delivered("2026-03-01", "essential", "gen1");
    shop.subscribe("remote", "trial");
    shop.act("remote", "cancel");
    shop.passTo("2026-08-31T23:59:59");
    assertEquals("trial trial-available", shop.status("remote"));
    shop.passTo("2026-09-01T00:00:00");
    assertEquals("trial expired", shop.status("remote").substring(0, 13));
    assertEquals("409 nothing-to-reactivate", shop.act("remote", "reactivate"));
    assertEquals("422 trial-not-available", shop.subscribe("remote", "trial"));
  }

  @Test
  void whatHasLapsedIsNeitherTriedNorReactivated() {
    shop.act("svt", "cancel");
    shop.delivered("2026-03-01", "essential", "gen1");
    shop.act("svt", "cancel");
    shop.ofCar(Role.CUSTOMER_ASSISTANCE, "PUT", "subscriptions", "{'active':false}");
    assertEquals("409 nothing-to-reactivate", shop.act("svt", "reactivate"));
    assertEquals("422 trial-not-available", shop.subscribe("remote", "trial"));
  }

  @Test
  void aTrialRunsThroughTheDayBeforeItsEnd() {
    shop.delivered("2026-03-01", "essential", "gen1");
    shop.passTo("2026-11-30T12:00:00");
    shop.subscribe("remote", "trial");
    assertEquals("trial active 2027-02-28", shop.status("remote"));
    shop.passTo("2027-02-27T23:59:59");
    assertEquals("trial active 2027-02-28", shop.status("remote"));
    shop.passTo("2027-02-28T00:00:00");
    assertEquals("trial expired 2027-02-28", shop.status("remote"));
  }
}
