// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.api.Updates.EcuSoftware;
import dev.dcmrig.uptane.json.JsonObject;
import dev.dcmrig.uptane.json.JsonText;
import dev.dcmrig.uptane.json.JsonWriter;
import dev.dcmrig.uptane.key.SignedDocument;
import dev.dcmrig.uptane.manifest.AttestedTime;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.repository.Image;
import dev.dcmrig.uptane.repository.SigningRepository;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The attacks of {@code hil-configs/ota/attacks.yaml} that need ECUs behind the DCM: on their time,
 * their orders and their reports, or by somebody on the bus who plays the primary.
 */
final class EcuAttacks {
  /** Beyond the lifetime of the director's targets. */
  private static final Duration FROZEN = BenchSigners.LIFETIMES.targets().plus(Duration.ofHours(1));

  private static final String ANOTHER_NUMBER = "0123456789abcdef";

  private final BenchRepositories repositories;
  private final BenchWay way;
  private final String vin;

  EcuAttacks(BenchRepositories repositories, BenchWay way, String vin) {
    this.repositories = repositories;
    this.way = way;
    this.vin = vin;
  }

  /** Whether an attack on reports is one of these. */
  static boolean isOnReports(String id) {
    return Set.of("drop-request-manifest", "partial-manifest", "forged-report").contains(id);
  }

  /** Begins an attack on the vehicle's reports. */
  void onReports(String id) {
    switch (id) {
      case "drop-request-manifest" -> way.dropManifests();
      case "partial-manifest" -> way.changeManifests(this::withoutOne);
      case "forged-report" -> way.changeManifests(this::forged);
      default -> throw unknown(id);
    }
  }

  /**
   * Begins an attack on an order for ECUs.
   *
   * @param ordered what the director orders
   */
  void onOrder(String id, List<EcuSoftware> ordered) {
    switch (id) {
      // Somebody has an old answer of the time server, to another number.
      case "replayed-time" -> {
        byte[] old = repositories.time(Set.of(ANOTHER_NUMBER));
        way.changeTime(nonces -> old.clone());
      }
      case "compromised-time-server" -> way.changeTime(this::afterAllHaveEnded);
      // One of the ECUs goes wrong by itself; the way has nothing to do.
      case "partial-bundle" -> {}
      case "mixed-bundle" -> way.onceOrdered(() -> orderNewer(ordered));
      default -> throw unknown(id);
    }
  }

  private static BenchBroken unknown(String id) {
    return new BenchBroken("this bench can't do '" + id + "' of attacks.yaml to ECUs");
  }

  /** The director orders something else; the DCM goes on with what it has seen. */
  private void orderNewer(List<EcuSoftware> before) {
    repositories.order(
        vin,
        before.stream()
            .map(
                old ->
                    new EcuSoftware(
                        old.ecu(),
                        "V09" + old.version().substring(3),
                        old.before(),
                        old.hardware(),
                        old.madeFor(),
                        old.kibibytes()))
            .map(newer -> EcuModules.ordered(repositories, vin, newer))
            .toList());
  }

  private byte[] afterAllHaveEnded(Set<String> nonces) {
    return AttestedTime.bytes(repositories.now().plus(FROZEN), nonces, BenchEcus.timeServer());
  }

  // Manifests, by somebody who has the primary's key.

  private byte[] withoutOne(byte[] manifest) {
    Map<String, Object> reports = reports(manifest);
    reports.remove(BenchEcus.id(vin, "gnss"));
    return signed(manifest, reports);
  }

  /** What the head unit says is signed by the GNSS receiver. */
  private byte[] forged(byte[] manifest) {
    Map<String, Object> reports = reports(manifest);
    String headUnit = BenchEcus.id(vin, "navigation");
    JsonObject report =
        JsonText.object("manifest", manifest)
            .object("signed")
            .object("ecu_version_reports")
            .object(headUnit);
    reports.put(
        headUnit,
        SignedDocument.report(
            new LinkedHashMap<>(report.object("signed").fields()), BenchEcus.key(vin, "gnss")));
    return signed(manifest, reports);
  }

  private static Map<String, Object> reports(byte[] manifest) {
    return new LinkedHashMap<>(
        JsonText.object("manifest", manifest)
            .object("signed")
            .object("ecu_version_reports")
            .fields());
  }

  private byte[] signed(byte[] manifest, Map<String, Object> reports) {
    Map<String, Object> signed =
        new LinkedHashMap<>(JsonText.object("manifest", manifest).object("signed").fields());
    signed.put("ecu_version_reports", reports);
    return JsonWriter.bytes(
        SignedDocument.report(signed, BenchKeys.key(BenchSigners.keyOf(BenchSigners.ecu(vin)))));
  }

  // Somebody on the bus who plays the primary. The time server answers anybody.

  /** Targets that such a one hands to an ECU. */
  byte[] targetsOfAPrimary(String id, EcuSoftware wanted) {
    return switch (id) {
      case "compromised-primary" -> ofAStranger(wanted);
      case "freeze-of-a-secondary" -> ofLongAgo(wanted);
      default -> throw unknown(id);
    };
  }

  private byte[] ofAStranger(EcuSoftware wanted) {
    SigningRepository own = BenchSigners.repository(BenchAttacks.strangers());
    own.vehicle(vin);
    byte[] evil = EcuModules.factory(wanted.ecu(), wanted.version(), wanted.hardware());
    Target target = BenchRepositories.target("evil.bin", evil, wanted.hardware(), /* counter= */ 9);
    own.images(
        List.of(
            Image.orderedFor(target, Map.of(BenchEcus.id(vin, wanted.ecu()), wanted.hardware()))));
    own.publish(repositories.now());
    return targets(own);
  }

  private byte[] ofLongAgo(EcuSoftware wanted) {
    repositories.order(vin, List.of(EcuModules.ordered(repositories, vin, wanted)));
    BenchRepositories.Signed director = repositories.director(vin);
    director.publishAs(repositories.now().minus(FROZEN), repositories.now());
    byte[] old = targets(director.repository);
    director.changed();
    return old;
  }

  private static byte[] targets(SigningRepository repository) {
    String newest = repository.version(Role.TARGETS) + ".targets.json";
    byte[] file = repository.files().get(newest);
    if (file == null) {
      throw new BenchBroken("the director has not published " + newest);
    }
    return file;
  }
}
