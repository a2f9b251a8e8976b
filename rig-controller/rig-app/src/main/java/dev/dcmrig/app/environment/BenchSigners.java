// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.api.BenchBroken;
import dev.dcmrig.uptane.key.SigningKey;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.repository.Lifetimes;
import dev.dcmrig.uptane.repository.RoleSigners;
import dev.dcmrig.uptane.repository.SigningRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Who signs for Uptane's repositories on a bench, and what the factory puts into each DCM of it.
 */
final class BenchSigners {
  /** Root metadata are older than each bench's time, virtual or real, and outlive it. */
  static final Instant FACTORY = Instant.parse("2025-01-01T00:00:00Z");

  static final Lifetimes LIFETIMES =
      new Lifetimes(
          Duration.ofDays(35 * 365),
          Lifetimes.USUAL.timestamp(),
          Lifetimes.USUAL.snapshot(),
          Lifetimes.USUAL.targets());

  /** The director's keys are online: one a role. */
  private static final int OF_DIRECTOR = 1;

  /** Of three keys of the image repository's root and targets, kept offline, two must sign. */
  private static final int OF_IMAGE = 3;

  private static final int WANTED_OF_IMAGE = 2;

  private BenchSigners() {}

  static Map<Role, RoleSigners> director() {
    return signers("director", OF_DIRECTOR, 1);
  }

  static Map<Role, RoleSigners> image() {
    return signers("image", OF_IMAGE, WANTED_OF_IMAGE);
  }

  /** One of the keys that sign the image repository's targets, for who has stolen it. */
  static SigningKey imageTargetsKey(int number) {
    return BenchKeys.key(name("image", Role.TARGETS, number));
  }

  /** Root signers of the director after so many rotations. */
  static RoleSigners directorRoot(int rotation) {
    return root("director", OF_DIRECTOR, 1, rotation);
  }

  /** The director's key for targets after so many rotations. */
  static RoleSigners directorTargets(int rotation) {
    return RoleSigners.one(
        BenchKeys.key(name("director", Role.TARGETS, 0) + ", rotation " + rotation));
  }

  /** Root signers of the image repository after so many rotations. */
  static RoleSigners imageRoot(int rotation) {
    return root("image", OF_IMAGE, WANTED_OF_IMAGE, rotation);
  }

  private static RoleSigners root(String repository, int many, int threshold, int rotation) {
    return new RoleSigners(
        IntStream.range(0, many)
            .mapToObj(n -> BenchKeys.key(name(repository, Role.ROOT, n) + ", rotation " + rotation))
            .toList(),
        threshold);
  }

  private static String name(String repository, Role role, int number) {
    return repository + " " + role.fileName() + " " + number;
  }

  private static Map<Role, RoleSigners> signers(String repository, int many, int threshold) {
    Map<Role, RoleSigners> signers = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      boolean offline = role == Role.ROOT || role == Role.TARGETS;
      signers.put(
          role,
          new RoleSigners(
              IntStream.range(0, offline ? many : 1)
                  .mapToObj(n -> BenchKeys.key(name(repository, role, n)))
                  .toList(),
              offline ? threshold : 1));
    }
    return signers;
  }

  /** A director's repository with nothing in it but its first root. */
  static SigningRepository directorRepository() {
    return SigningRepository.begunWith(Roots.DIRECTOR, LIFETIMES, Roots.OF_DIRECTOR);
  }

  /** The image repository with nothing in it but its first root. */
  static SigningRepository imageRepository() {
    return SigningRepository.begunWith(Roots.IMAGE, LIFETIMES, Roots.OF_IMAGES);
  }

  /** Somebody else's repository with nothing in it but its first root. */
  static SigningRepository repository(Map<Role, RoleSigners> signers) {
    return new SigningRepository(LIFETIMES, signers, FACTORY);
  }

  /** The director's first root metadata, which each ECU leaves the factory with. */
  static byte[] directorRoot() {
    return Roots.DIRECTOR.clone();
  }

  /** The id of a vehicle's DCM, in orders and in reports. */
  static String ecu(String vin) {
    return vin + "-dcm";
  }

  /** The name of the key that signs the reports of an ECU. */
  static String keyOf(String ecu) {
    return "ecu " + ecu;
  }

  /** Signed once in a process: each scenario has repositories of its own, of the same keys. */
  private static final class Roots {
    static final Map<Role, RoleSigners> OF_DIRECTOR = Map.copyOf(director());
    static final Map<Role, RoleSigners> OF_IMAGES = Map.copyOf(image());
    static final byte[] DIRECTOR = first(OF_DIRECTOR);
    static final byte[] IMAGE = first(OF_IMAGES);

    private static byte[] first(Map<Role, RoleSigners> signers) {
      return repository(signers).root(1);
    }
  }

  /** Puts into a DCM's folder what it leaves the factory with (docs/DCM-INTERFACE.md, 2.5). */
  static synchronized Path provision(String vin, Path folder) {
    Path first = folder.resolve("director.root.json");
    try {
      if (Files.notExists(first)) {
        BenchKeys.write(keyOf(ecu(vin)), folder.resolve("ecu.key"));
        Files.write(folder.resolve("image.root.json"), Roots.IMAGE);
        Files.write(first, Roots.DIRECTOR);
      }
      return folder;
    } catch (IOException e) {
      throw new BenchBroken("no trust can be put into " + folder + ": " + e.getMessage(), e);
    }
  }
}
