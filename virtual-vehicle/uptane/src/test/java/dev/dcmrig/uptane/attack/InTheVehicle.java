// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.attack;

import dev.dcmrig.uptane.Yard;
import dev.dcmrig.uptane.key.SigningKey;
import dev.dcmrig.uptane.manifest.AttestedTime;
import dev.dcmrig.uptane.manifest.BundleWatch;
import dev.dcmrig.uptane.manifest.Inventory;
import dev.dcmrig.uptane.manifest.ManifestCheck;
import dev.dcmrig.uptane.manifest.VehicleManifest;
import dev.dcmrig.uptane.manifest.VersionReport;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.repository.Lifetimes;
import dev.dcmrig.uptane.repository.RoleSigners;
import dev.dcmrig.uptane.repository.SigningRepository;
import dev.dcmrig.uptane.verify.PartialVerification;
import dev.dcmrig.uptane.verify.Rejection;
import dev.dcmrig.uptane.verify.UptaneVerifier;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Attackers in the vehicle, or between the vehicle's reports and the director. */
final class InTheVehicle {
  static final Map<String, Play.Attack> ATTACKS =
      Map.ofEntries(
          Map.entry("drop-request-manifest", InTheVehicle::silence),
          Map.entry("freeze-of-a-secondary", InTheVehicle::frozenSecondary),
          Map.entry("partial-bundle", play -> bundle(play, Yard.path(Yard.BODY, 1))),
          Map.entry("mixed-bundle", play -> bundle(play, Yard.path(Yard.BODY, 3))),
          Map.entry("partial-manifest", InTheVehicle::partialManifest),
          Map.entry("replayed-manifest", InTheVehicle::replayedManifest),
          Map.entry("forged-report", InTheVehicle::forgedReport),
          Map.entry("replayed-time", InTheVehicle::replayedTime),
          Map.entry("compromised-time-server", InTheVehicle::compromisedTime),
          Map.entry("compromised-primary", InTheVehicle::compromisedPrimary));

  private static final List<String> ECUS = List.of(Yard.DCM, Yard.HEAD_UNIT, Yard.BODY);

  private InTheVehicle() {}

  /** The ECUs' own keys, and the director's check. */
  private static final class Ecus {
    final Map<String, SigningKey> keys = new TreeMap<>();
    final ManifestCheck check;

    Ecus(Yard yard) {
      Map<String, Inventory.Entry> entries = new LinkedHashMap<>();
      for (String ecu : ECUS) {
        keys.put(ecu, yard.newKey());
        entries.put(
            ecu, new Inventory.Entry(keys.get(ecu).verificationKey(), Yard.HARDWARE.get(ecu)));
      }
      check =
          new ManifestCheck(
              new Inventory(Yard.VIN, Yard.DCM, entries), Duration.ofDays(2), Map.of());
    }

    Map<String, Object> report(Yard yard, String ecu, String image, SigningKey by, long counter) {
      return new VersionReport(ecu, image, 10, Map.of("sha256", "00"), "", yard.now, counter)
          .signedBy(by);
    }

    byte[] manifest(Map<String, Map<String, Object>> reports) {
      return VehicleManifest.bytes(Yard.VIN, Yard.DCM, reports, keys.get(Yard.DCM));
    }

    Map<String, Map<String, Object>> reports(Yard yard, long counter) {
      Map<String, Map<String, Object>> reports = new TreeMap<>();
      for (String ecu : ECUS) {
        reports.put(ecu, report(yard, ecu, Yard.path(ecu, 2), keys.get(ecu), counter));
      }
      return reports;
    }
  }

  private static void silence(Play play) throws Rejection, IOException {
    play.asking("director")
        .eachPoll(each -> BundleWatch.heard(play.start, each.yard.now, Duration.ofHours(3)));
  }

  /** The body ECU says that it runs another image than the ordered one. */
  private static void bundle(Play play, String image) throws Rejection {
    Ecus ecus = new Ecus(play.yard);
    play.yard.now = play.yard.now.plus(Duration.ofHours(1));
    Map<String, Map<String, Object>> reports = ecus.reports(play.yard, 1);
    reports.put(Yard.BODY, ecus.report(play.yard, Yard.BODY, image, ecus.keys.get(Yard.BODY), 1));
    Map<String, String> ordered = new TreeMap<>();
    Map<String, String> before = new TreeMap<>();
    ECUS.forEach(ecu -> ordered.put(ecu, Yard.path(ecu, 2)));
    ECUS.forEach(ecu -> before.put(ecu, Yard.path(ecu, 1)));
    play.asking("director");
    BundleWatch.look(ecus.check.check(ecus.manifest(reports), play.yard.now), ordered, before);
  }

  private static void partialManifest(Play play) throws Rejection {
    Ecus ecus = new Ecus(play.yard);
    play.yard.now = play.yard.now.plus(Duration.ofHours(1));
    Map<String, Map<String, Object>> reports = ecus.reports(play.yard, 1);
    reports.remove(Yard.BODY);
    play.asking("director");
    ecus.check.check(ecus.manifest(reports), play.yard.now);
  }

  private static void replayedManifest(Play play) throws Rejection {
    Ecus ecus = new Ecus(play.yard);
    byte[] manifest = ecus.manifest(ecus.reports(play.yard, 1));
    ecus.check.check(manifest, play.yard.now);
    play.asking("director");
    ecus.check.check(manifest, play.yard.now);
  }

  private static void forgedReport(Play play) throws Rejection {
    Ecus ecus = new Ecus(play.yard);
    Map<String, Map<String, Object>> reports = ecus.reports(play.yard, 1);
    reports.put(
        Yard.BODY,
        ecus.report(play.yard, Yard.BODY, Yard.path(Yard.BODY, 2), ecus.keys.get(Yard.DCM), 1));
    play.asking("director");
    ecus.check.check(ecus.manifest(reports), play.yard.now);
  }

  private static void replayedTime(Play play) throws Rejection {
    SigningKey server = play.yard.newKey();
    byte[] old = AttestedTime.bytes(play.yard.now, Set.of("17"), server);
    AttestedTime.check(old, server.verificationKey(), "17", play.yard.now);
    play.asking("secondary");
    AttestedTime.check(old, server.verificationKey(), "18", play.yard.now);
  }

  private static void compromisedTime(Play play) throws Rejection {
    SigningKey server = play.yard.newKey();
    Instant late = play.yard.now.plus(Lifetimes.USUAL.targets());
    byte[] message = AttestedTime.bytes(late, Set.of("17"), server);
    play.asking("secondary");
    Instant believed = AttestedTime.check(message, server.verificationKey(), "17", play.yard.now);
    new PartialVerification(new UptaneVerifier(believed), Yard.VIN, play.yard.trustedDirector)
        .check(
            List.of(),
            play.yard.files.getOrDefault("director/1.targets.json", new byte[0]),
            play.yard.vehicle.ecus().get(Yard.BODY));
  }

  private static void frozenSecondary(Play play) throws Rejection, IOException {
    byte[] targets = play.yard.files.get("director/1.targets.json");
    play.asking("secondary").each(Duration.ofDays(1), each -> partial(each, targets));
  }

  private static void partial(Play play, byte[] targets) throws Rejection {
    new PartialVerification(new UptaneVerifier(play.yard.now), Yard.VIN, play.yard.trustedDirector)
        .check(List.of(), targets, play.yard.vehicle.ecus().get(Yard.BODY));
  }

  private static void compromisedPrimary(Play play) throws Rejection {
    Map<Role, RoleSigners> keys = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      keys.put(role, RoleSigners.one(play.yard.newKey()));
    }
    SigningRepository own = new SigningRepository(Lifetimes.USUAL, keys, play.yard.now);
    own.vehicle(Yard.VIN);
    own.images(Yard.orders(2));
    own.publish(play.yard.now);
    play.asking("secondary");
    partial(play, own.files().get("1.targets.json"));
  }
}
