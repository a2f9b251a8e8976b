// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.uds.data.TrustData;
import dev.dcmrig.uptane.metadata.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an ECU hears when its order is withdrawn, or has ended. */
class WithdrawnOrdersTest extends SecondaryCase {
  /** Nothing is ordered any more, as the director says since now. */
  private void withdraw() {
    maker.director.images(List.of());
    maker.publish();
    primary.giveUp();
    written.clear();
    told.clear();
  }

  private void tellOfWithdrawal() {
    if (primary.isWithdrawalOwed()) {
      primary.tellOfWithdrawal();
    }
    maker.parts.pass(Duration.ofSeconds(2));
  }

  @Test
  void anEcuHearsThatItsOrderIsWithdrawn() throws IOException {
    verify(maker.release(ECU, 2));
    withdraw();
    assertTrue(primary.isWithdrawalOwed());
    tellOfWithdrawal();
    assertEquals(List.of("0202 {\"nonces\":[\"0123456789abcdef\"]}", "0204"), written);
    assertFalse(primary.isWithdrawalOwed());
    assertEquals(List.of(), told);
  }

  @Test
  void anOrderThatHasFailedIsOwedAnEndAndOneThatRunsIsNot() throws IOException {
    verify(maker.release(ECU, 2));
    primary.concluded(List.of(ECU), () -> {});
    maker.parts.pass(Duration.ofSeconds(2));
    assertFalse(primary.isWithdrawalOwed());
    verify(maker.release(ECU, 3));
    primary.concluded(List.of(), () -> {});
    assertTrue(primary.isWithdrawalOwed());
  }

  @Test
  void thatItIsWithdrawnWaitsForAnEcuThatIsSilentButNotForEver() throws IOException {
    verify(maker.release(ECU, 2));
    withdraw();
    connected = false;
    tellOfWithdrawal();
    assertTrue(primary.isWithdrawalOwed());
    connected = true;
    tellOfWithdrawal();
    assertFalse(primary.isWithdrawalOwed());

    verify(maker.release(ECU, 3));
    withdraw();
    connected = false;
    for (int n = 0; n < 10; n++) {
      assertTrue(primary.isWithdrawalOwed(), "after " + n);
      tellOfWithdrawal();
    }
    assertFalse(primary.isWithdrawalOwed());
  }

  @Test
  void whatIsOfferedMeanwhileComesFirst() throws IOException {
    verify(maker.release(ECU, 2));
    withdraw();
    primary.tellOfWithdrawal();
    verify(maker.release(ECU, 3));
    assertEquals(List.of("authorised"), told);
    assertTrue(primary.isWithdrawalOwed());
  }

  @Test
  void whatNoEcuWasHandedNeedNotBeTakenBack() throws IOException {
    Target own = maker.release(2);
    primary.verify(
        List.of(primary.forDcm(own.length(), String.valueOf(own.hashes().get("sha256")))),
        new Listener());
    maker.parts.pass(Duration.ofSeconds(2));
    primary.giveUp();
    assertFalse(primary.isWithdrawalOwed());

    verify(maker.release(ECU, 3));
    primary.concluded(List.of(ECU), () -> {});
    primary.giveUp();
    assertFalse(primary.isWithdrawalOwed());
  }

  @Test
  void whatIsWrongAtAWithdrawalIsNoticedWithTheNextOffer() throws IOException {
    verify(maker.release(ECU, 2));
    withdraw();
    refused = TrustData.TARGETS;
    tellOfWithdrawal();
    assertFalse(primary.isWithdrawalOwed());
    refused = 0;
    verify(maker.release(ECU, 3));
    String report = maker.manifests.get(maker.manifests.size() - 1);
    assertTrue(report.contains("\"attacks_detected\":\"\""), report);
  }
}
