// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane;

import dev.dcmrig.uptane.key.SigningKey;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.repository.Image;
import dev.dcmrig.uptane.repository.Lifetimes;
import dev.dcmrig.uptane.repository.RoleSigners;
import dev.dcmrig.uptane.repository.SigningRepository;
import dev.dcmrig.uptane.verify.Ecu;
import dev.dcmrig.uptane.verify.FullVerification;
import dev.dcmrig.uptane.verify.Installation;
import dev.dcmrig.uptane.verify.Limits;
import dev.dcmrig.uptane.verify.Rejection;
import dev.dcmrig.uptane.verify.Requests;
import dev.dcmrig.uptane.verify.TrustedRepository;
import dev.dcmrig.uptane.verify.UptaneVerifier;
import dev.dcmrig.uptane.verify.Vehicle;
import dev.dcmrig.uptane.verify.Wanted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A director, an image repository and a vehicle with three ECUs, of which an attacker may hold what
 * lies between. Keys come from a fixed seed: the same bytes each time.
 */
public final class Yard {
  public static final Instant START = Instant.parse("2026-11-29T10:00:00Z");
  public static final String VIN = "JTDEMOVIN00000001";
  public static final String DCM = "dcm-0001";
  public static final String HEAD_UNIT = "mhu-0001";
  public static final String BODY = "body-0001";
  public static final Map<String, String> HARDWARE =
      Map.of(DCM, "dcm-hw-2", HEAD_UNIT, "mhu-hw-1", BODY, "body-hw-1");

  private final SecureRandom random;
  public final SigningRepository director;
  public final SigningRepository images;
  public final Map<String, byte[]> files = new LinkedHashMap<>();
  public final Map<Role, RoleSigners> directorKeys;
  public final Map<Role, RoleSigners> imageKeys;
  public TrustedRepository trustedDirector;
  public TrustedRepository trustedImages;
  public Vehicle vehicle;
  public Instant now = START;

  /** With counter 1 of each image installed, and nothing newer on offer. */
  public Yard() {
    random = seeded();
    directorKeys = keys(1, 1);
    imageKeys = keys(3, 2);
    director = new SigningRepository(Lifetimes.USUAL, directorKeys, now);
    images = new SigningRepository(Lifetimes.USUAL, imageKeys, now);
    director.vehicle(VIN);
    try {
      trustedDirector = UptaneVerifier.provisioned(director.root(1));
      trustedImages = UptaneVerifier.provisioned(images.root(1));
    } catch (Rejection e) {
      throw new IllegalStateException(e);
    }
    vehicle = installed(1);
    release(1);
  }

  private static SecureRandom seeded() {
    try {
      SecureRandom seeded = SecureRandom.getInstance("SHA1PRNG");
      seeded.setSeed(7);
      return seeded;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public SigningKey newKey() {
    return SigningKey.ed25519(random);
  }

  /** Keys for the four roles; only root and targets have more than one. */
  private Map<Role, RoleSigners> keys(int many, int threshold) {
    Map<Role, RoleSigners> keys = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      boolean offline = role == Role.ROOT || role == Role.TARGETS;
      List<SigningKey> of = new ArrayList<>();
      for (int i = 0; i < (offline ? many : 1); i++) {
        of.add(newKey());
      }
      keys.put(role, new RoleSigners(of, offline ? threshold : 1));
    }
    return keys;
  }

  public static Vehicle installed(long counter) {
    return Vehicle.of(
        VIN,
        List.of(
            new Ecu(DCM, "dcm-hw-2", counter, path(DCM, counter)),
            new Ecu(HEAD_UNIT, "mhu-hw-1", counter, path(HEAD_UNIT, counter)),
            new Ecu(BODY, "body-hw-1", counter, path(BODY, counter))));
  }

  public static String path(String ecu, long counter) {
    return "firmware/" + ecu.substring(0, ecu.indexOf('-')) + "-" + counter + ".bin";
  }

  public static byte[] bytes(String ecu, long counter) {
    return ("image " + counter + " of " + ecu).getBytes(StandardCharsets.UTF_8);
  }

  public static Target image(String ecu, long counter) {
    return image(path(ecu, counter), bytes(ecu, counter), HARDWARE.get(ecu), counter);
  }

  public static Target image(String path, byte[] bytes, String hardware, long counter) {
    try {
      return Image.of(path, new ByteArrayInputStream(bytes), Set.of(hardware), counter);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Target order(String ecu, long counter) {
    return Image.orderedFor(image(ecu, counter), Map.of(ecu, HARDWARE.get(ecu)));
  }

  public static List<Target> orders(long counter) {
    return List.of(order(DCM, counter), order(HEAD_UNIT, counter), order(BODY, counter));
  }

  /** Offers and orders images with that counter for all three ECUs. */
  public void release(long counter) {
    images.images(List.of(image(DCM, counter), image(HEAD_UNIT, counter), image(BODY, counter)));
    director.images(orders(counter));
    publish();
  }

  public void publish() {
    images.publish(now);
    director.publish(now);
    serve();
  }

  /** Puts what both have into the net, where it can be changed. */
  public void serve() {
    director.files().forEach((path, file) -> files.put("director/" + path, file));
    images.files().forEach((path, file) -> files.put("image/" + path, file));
  }

  public Optional<byte[]> fetch(Wanted wanted) {
    return Optional.ofNullable(files.get(wanted.repository() + "/" + wanted.path()));
  }

  /** One cycle of the primary. What was accepted stays trusted, after a rejection, too. */
  public List<Installation> cycle() throws Rejection {
    return cycle(this::fetch);
  }

  public List<Installation> cycle(Requests.Source source) throws Rejection {
    FullVerification full =
        new FullVerification(
            new UptaneVerifier(now), Limits.USUAL, vehicle, trustedDirector, trustedImages);
    try {
      full.answerFrom(source);
      return full.installations();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      trustedDirector = full.director();
      trustedImages = full.image();
    }
  }
}
