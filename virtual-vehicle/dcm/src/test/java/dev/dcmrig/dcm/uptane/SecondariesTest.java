// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.uds.data.TrustData;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.repository.RoleSigners;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a primary serves an ECU behind it that verifies by itself (OTA-03, OTA-08; 5.4.2). */
class SecondariesTest extends SecondaryCase {
  @Test
  void timeThenReportThenManifestThenMetadata() throws IOException {
    verify(maker.release(ECU, 2));
    assertEquals(List.of("authorised"), told);
    assertEquals(List.of("0202 {\"nonces\":[\"0123456789abcdef\"]}", "0204"), written);
    assertEquals("PUT time", maker.requests.get(0));
    assertEquals("PUT director/" + Maker.VIN + "/manifest", maker.requests.get(1));
    assertTrue(
        maker.manifests.get(1).contains("\"" + ECU + "\":" + REPORT), maker.manifests.get(1));
  }

  @Test
  void eachRootSinceTheFactoryIsHandedOverInItsOrder() throws IOException {
    for (int n = 0; n < 2; n++) {
      maker.director.rotate(Role.ROOT, RoleSigners.one(maker.newKey()), maker.parts.timeline.now());
    }
    verify(maker.release(ECU, 2));
    assertEquals("authorised", last());
    assertEquals(List.of("0203", "0203", "0204"), written.subList(1, written.size()));
  }

  @Test
  void whatTheEcuRefusesIsRefusedForTheReasonThatItsReportNames() throws IOException {
    refused = TrustData.TARGETS;
    verify(maker.release(ECU, 2));
    assertTrue(last().endsWith("(Uptane 5.4.3.3, FREEZE)"), last());
    refused = TrustData.TIME;
    verify(maker.release(ECU, 3));
    assertTrue(last().endsWith("(Uptane 5.4.3.1, FREEZE)"), last());
  }

  private void triedTenTimesAndThenDenied(Target image) {
    for (int n = 1; n < 10; n++) {
      verify(image);
      assertEquals(List.of(), told, "after " + n);
    }
    verify(image);
    assertTrue(last().endsWith("(Uptane 5.4.2.6, DENIED)"), last());
  }

  @Test
  void anEcuThatIsSilentIsTriedTenTimesBeforeItIsGivenUp() throws IOException {
    connected = false;
    Target image = maker.release(ECU, 2);
    triedTenTimesAndThenDenied(image);
    assertEquals(List.of(), maker.requests);
    connected = true;
    verify(image);
    assertEquals("authorised", last());
  }

  @Test
  void oneThatFallsSilentAfterItsNumberIsAskedAgain() throws IOException {
    deafToSessions = true;
    Target image = maker.release(ECU, 2);
    verify(image);
    assertEquals(List.of(), told);
    deafToSessions = false;
    verify(image);
    assertEquals("authorised", last());
  }

  @Test
  void aNumberThatNoTimeServerTakesIsNotHandedToIt() throws IOException {
    number = "                ";
    verify(maker.release(ECU, 2));
    assertFalse(maker.requests.contains("PUT time"), maker.requests.toString());
  }

  @Test
  void aRefusalWhoseReportIsNoneIsARefusalAllTheSame() throws IOException {
    refused = TrustData.TARGETS;
    report = "{}";
    verify(maker.release(ECU, 2));
    assertTrue(last().endsWith("(Uptane 5.4.3.3, ARBITRARY_SOFTWARE)"), last());
  }

  @Test
  void forAnotherEcuItMayBeSilent() throws IOException {
    connected = false;
    Target own = maker.release(2);
    primary.verify(
        List.of(primary.forDcm(own.length(), String.valueOf(own.hashes().get("sha256")))),
        new Listener());
    maker.parts.pass(Duration.ofSeconds(2));
    assertEquals("authorised", last());
    assertFalse(maker.requests.contains("PUT time"));
    assertFalse(maker.manifests.get(0).contains(ECU));
  }

  @Test
  void anEcuWithoutKeysIsReprogrammedAsItIs() throws IOException {
    withoutKeys = true;
    verify(maker.release(ECU, 2));
    assertEquals("authorised", last());
    assertFalse(maker.manifests.get(0).contains(ECU));
    assertEquals(List.of(), written);
  }

  @Test
  void withoutATimeAnEcuGetsNothing() throws IOException {
    maker.withoutTime = true;
    Target image = maker.release(ECU, 2);
    triedTenTimesAndThenDenied(image);
    maker.withoutTime = false;
    verify(image);
    assertEquals("authorised", last());
  }

  @Test
  void withoutATimeTheEndIsToldAllTheSame() {
    maker.withoutTime = true;
    primary.concluded(List.of(), () -> {});
    maker.parts.pass(Duration.ofSeconds(2));
    assertTrue(maker.manifests.get(1).contains(REPORT), maker.manifests.get(1));
    assertEquals(List.of(), written);
  }

  @Test
  void inAnEmergencyNothingIsAskedAndItIsBegunAnewAfterwards() throws IOException {
    emergency = true;
    Target image = maker.release(ECU, 2);
    verify(image);
    assertEquals(List.of(), maker.requests);
    assertEquals(List.of(), told);
    emergency = false;
    verify(image);
    assertEquals("authorised", last());
  }

  @Test
  void theEndIsToldWithWhatTheEcusSayThen() {
    List<String> then = new ArrayList<>();
    primary.concluded(List.of(), () -> then.add("told"));
    assertTrue(primary.isReporting());
    maker.parts.pass(Duration.ofSeconds(2));
    assertFalse(primary.isReporting());
    assertEquals(List.of("told"), then);
    assertTrue(maker.manifests.get(1).contains(REPORT), maker.manifests.get(1));
  }

  @Test
  void afterAnEmergencyAtTheEndTheDirectorIsToldAllTheSame() {
    emergency = true;
    List<String> then = new ArrayList<>();
    primary.concluded(List.of(), () -> then.add("told"));
    assertFalse(primary.isReporting());
    assertEquals(List.of(), then);
    emergency = false;
    primary.concluded(List.of(), () -> then.add("told"));
    maker.parts.pass(Duration.ofSeconds(2));
    assertEquals(List.of("told"), then);
    assertTrue(maker.manifests.get(1).contains(REPORT), maker.manifests.get(1));
  }
}
