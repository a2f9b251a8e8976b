// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.manifest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dcmrig.uptane.Yard;
import dev.dcmrig.uptane.key.SigningKey;
import dev.dcmrig.uptane.verify.Attack;
import dev.dcmrig.uptane.verify.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ManifestCheckTest {
  private static final Instant NOW = Yard.START;
  private static final Duration OLDEST = Duration.ofDays(2);

  private final SigningKey dcm = SigningKey.ed25519(new SecureRandom());
  private final SigningKey body = SigningKey.ed25519(new SecureRandom());
  private final ManifestCheck check = check(Map.of());

  private ManifestCheck check(Map<String, Long> counters) {
    return new ManifestCheck(
        new Inventory(
            Yard.VIN,
            Yard.DCM,
            Map.of(
                Yard.DCM, new Inventory.Entry(dcm.verificationKey(), "dcm-hw-2"),
                Yard.BODY, new Inventory.Entry(body.verificationKey(), "body-hw-1"))),
        OLDEST,
        counters);
  }

  private static VersionReport report(String ecu, Instant time, long counter) {
    return new VersionReport(ecu, Yard.path(ecu, 2), 7, Map.of("sha256", "ab"), "", time, counter);
  }

  private byte[] manifest(Instant time, long counter) {
    Map<String, Map<String, Object>> reports = new TreeMap<>();
    reports.put(Yard.DCM, report(Yard.DCM, NOW, counter).signedBy(dcm));
    reports.put(Yard.BODY, report(Yard.BODY, time, counter).signedBy(body));
    return VehicleManifest.bytes(Yard.VIN, Yard.DCM, reports, dcm);
  }

  private Attack attack(byte[] manifest) {
    return assertThrows(Rejection.class, () -> check.check(manifest, NOW)).attack();
  }

  @Test
  void aGoodManifestSaysWhatIsInstalled() throws Rejection {
    VehicleManifest.Checked checked = check.check(manifest(NOW, 0), NOW);

    assertEquals(Yard.VIN, checked.vehicle());
    assertEquals(report(Yard.BODY, NOW, 0), checked.reports().get(0));
    assertEquals(Map.of(Yard.DCM, 0L, Yard.BODY, 0L), check.counters());
  }

  @Test
  void aRefusedManifestUsesNoCounterUp() throws Rejection {
    assertEquals(Attack.FREEZE, attack(manifest(NOW.minus(OLDEST).minusMillis(1), 1)));
    assertEquals(Map.of(), check.counters());
    check.check(manifest(NOW.minus(OLDEST), 1), NOW);
  }

  @Test
  void aTimeFarAheadIsRefused() throws Rejection {
    assertEquals(Attack.FREEZE, attack(manifest(NOW.plusSeconds(601), 1)));
    check.check(manifest(NOW.plusSeconds(600), 1), NOW);
  }

  @Test
  void countersOutliveARestart() throws Rejection {
    ManifestCheck later = check(Map.of(Yard.BODY, 5L, Yard.DCM, 4L));

    assertEquals(
        Attack.REPLAY,
        assertThrows(Rejection.class, () -> later.check(manifest(NOW, 5), NOW)).attack());
    later.check(manifest(NOW, 6), NOW);
  }

  @Test
  void secondariesMayBeMissingOnlyWhileNothingIsOrderedForThem() throws Rejection {
    byte[] alone =
        VehicleManifest.bytes(
            Yard.VIN, Yard.DCM, Map.of(Yard.DCM, report(Yard.DCM, NOW, 1).signedBy(dcm)), dcm);

    assertEquals(Attack.PARTIAL_BUNDLE, attack(alone));
    assertEquals(1, check.check(alone, NOW, true).reports().size());
  }

  @Test
  void thePrimaryIsNeverMissing() {
    byte[] alone =
        VehicleManifest.bytes(
            Yard.VIN, Yard.DCM, Map.of(Yard.BODY, report(Yard.BODY, NOW, 1).signedBy(body)), dcm);

    assertEquals(
        Attack.PARTIAL_BUNDLE,
        assertThrows(Rejection.class, () -> check.check(alone, NOW, true)).attack());
  }

  @Test
  void aManifestOfAnotherPrimaryOrVehicleIsRefused() {
    Map<String, Map<String, Object>> reports =
        Map.of(Yard.DCM, report(Yard.DCM, NOW, 1).signedBy(dcm));
    assertEquals(Attack.WRONG_ECU, attack(VehicleManifest.bytes("other", Yard.DCM, reports, dcm)));
    assertEquals(
        Attack.WRONG_ECU, attack(VehicleManifest.bytes(Yard.VIN, Yard.BODY, reports, body)));
    assertEquals(
        Attack.ARBITRARY_SOFTWARE,
        attack(VehicleManifest.bytes(Yard.VIN, Yard.DCM, reports, body)));
    assertEquals(
        Attack.PARTIAL_BUNDLE, attack(VehicleManifest.bytes(Yard.VIN, Yard.DCM, reports, dcm)));
  }

  @Test
  void whatIsNoManifestIsRefused() {
    assertEquals(Attack.MALFORMED, attack("{}".getBytes(StandardCharsets.UTF_8)));
    assertEquals(Attack.ENDLESS_DATA, attack(new byte[ManifestCheck.MOST_BYTES + 1]));
  }

  @Test
  void allEcusOrNoneIsNoPartialBundle() throws Rejection {
    VehicleManifest.Checked checked = check.check(manifest(NOW, 1), NOW);
    Map<String, String> two =
        Map.of(Yard.DCM, Yard.path(Yard.DCM, 2), Yard.BODY, Yard.path(Yard.BODY, 2));
    Map<String, String> three =
        Map.of(Yard.DCM, Yard.path(Yard.DCM, 3), Yard.BODY, Yard.path(Yard.BODY, 3));

    assertDoesNotThrow(() -> BundleWatch.look(checked, two, Map.of()));
    assertDoesNotThrow(() -> BundleWatch.look(checked, three, two));
    assertEquals(
        Attack.MIXED_BUNDLE,
        assertThrows(Rejection.class, () -> BundleWatch.look(checked, three, Map.of())).attack());
  }

  @Test
  void silenceIsAllowedUpToItsBound() throws Rejection {
    BundleWatch.heard(NOW, NOW.plusSeconds(60), Duration.ofMinutes(1));
    assertThrows(
        Rejection.class,
        () -> BundleWatch.heard(NOW, NOW.plusMillis(60_001), Duration.ofMinutes(1)));
  }

  @Test
  void attestedTimeIsSignedFreshAndNeverGoesBack() throws Rejection {
    byte[] message = AttestedTime.bytes(NOW, Set.of("4", "5"), dcm);

    assertEquals(NOW, AttestedTime.check(message, dcm.verificationKey(), "5", NOW));
    assertEquals(
        Attack.ROLLBACK,
        assertThrows(
                Rejection.class,
                () -> AttestedTime.check(message, dcm.verificationKey(), "5", NOW.plusMillis(1)))
            .attack());
    assertEquals(
        Attack.ARBITRARY_SOFTWARE,
        assertThrows(
                Rejection.class,
                () -> AttestedTime.check(message, body.verificationKey(), "5", NOW))
            .attack());
  }
}
