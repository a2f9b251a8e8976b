// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.ota.uptane.UptaneRepositories;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.uptane.manifest.Inventory;
import dev.dcmrig.uptane.manifest.ManifestCheck;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.repository.Image;
import dev.dcmrig.uptane.repository.SigningRepository;
import dev.dcmrig.uptane.verify.Rejection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The director and the image repository of one environment. Each vehicle has metadata of its own at
 * the director. Nothing is signed before somebody asks for it.
 */
final class BenchRepositories implements UptaneRepositories {
  /** Half of how long a timestamp holds. */
  private static final Duration RENEWED_AFTER = BenchSigners.LIFETIMES.timestamp().dividedBy(2);

  private static final Duration OLDEST_REPORT = Duration.ofDays(1);

  /** A repository, and whether what it says has been signed. */
  private static final class Signed {
    final SigningRepository repository;
    @Nullable Instant published;

    Signed(SigningRepository repository) {
      this.repository = repository;
    }

    Optional<byte[]> file(String name, Instant now) {
      Instant last = published;
      if (last == null) {
        repository.publish(now);
        published = now;
      } else if (now.isAfter(last.plus(RENEWED_AFTER))) {
        repository.renewTimestamp(now);
        published = now;
      }
      return Optional.ofNullable(repository.files().get(name));
    }
  }

  private record Vehicle(Signed director, ManifestCheck reports) {}

  private final Timeline timeline;
  private final String hardware;
  private final Signed images = new Signed(BenchSigners.repository(BenchSigners.image()));
  private final Map<String, Target> releases = new LinkedHashMap<>();
  private final Map<String, Vehicle> vehicles = new LinkedHashMap<>();

  /** The image of the factory is release 1. */
  private long counter = 1;

  /**
   * @param hardware of the DCMs
   */
  BenchRepositories(Timeline timeline, String hardware) {
    this.timeline = timeline;
    this.hardware = hardware;
  }

  /** A vehicle of this maker, as it left the factory. */
  synchronized void enrol(String vin) {
    String ecu = BenchSigners.ecu(vin);
    SigningRepository director = BenchSigners.repository(BenchSigners.director());
    director.vehicle(vin);
    Inventory.Entry dcm =
        new Inventory.Entry(BenchKeys.key(BenchSigners.keyOf(ecu)).verificationKey(), hardware);
    vehicles.putIfAbsent(
        vin,
        new Vehicle(
            new Signed(director),
            new ManifestCheck(new Inventory(vin, ecu, Map.of(ecu, dcm)), OLDEST_REPORT, Map.of())));
  }

  /** Signs an image as the next release, for the hardware of the DCMs. */
  synchronized Target release(String path, byte[] image) {
    return release(path, image, hardware);
  }

  /** Signs an image as the next release, for ECUs of a hardware. */
  synchronized Target release(String path, byte[] image, String madeFor) {
    try {
      counter++;
      Target target = Image.of(path, new ByteArrayInputStream(image), Set.of(madeFor), counter);
      releases.put(path, target);
      images.repository.images(releases.values());
      images.published = null;
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Orders a release for a vehicle, in place of what was ordered before. */
  synchronized void order(String vin, Target release) {
    order(vin, List.of(forDcm(vin, release)));
  }

  /** A release as it is ordered for the DCM of a vehicle. */
  Target forDcm(String vin, Target release) {
    return Image.orderedFor(release, Map.of(BenchSigners.ecu(vin), hardware));
  }

  /** Orders releases for ECUs of a vehicle, in place of what was ordered before. */
  synchronized void order(String vin, List<Target> forEcus) {
    Signed director = vehicle(vin).director();
    director.repository.images(forEcus);
    director.published = null;
  }

  /** Orders a release for all vehicles. */
  synchronized void orderForAll(Target release) {
    vehicles.keySet().forEach(vin -> order(vin, release));
  }

  /** Nothing is ordered for a vehicle any more. */
  synchronized void withdraw(String vin) {
    Signed director = vehicle(vin).director();
    director.repository.images(List.of());
    director.published = null;
  }

  private Vehicle vehicle(String vin) {
    Vehicle known = vehicles.get(vin);
    if (known == null) {
      throw new IllegalArgumentException("the director knows no vehicle " + vin);
    }
    return known;
  }

  @Override
  public synchronized Optional<byte[]> directorFile(String vin, String name) {
    return Optional.ofNullable(vehicles.get(vin))
        .flatMap(known -> known.director().file(name, timeline.now()));
  }

  @Override
  public synchronized Optional<byte[]> imageFile(String name) {
    return images.file(name, timeline.now());
  }

  @Override
  public synchronized void manifest(String vin, byte[] manifest) throws Rejection {
    vehicle(vin).reports().check(manifest, timeline.now());
  }
}
