// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.ecus.EcuTrust;
import dev.dcmrig.ota.uptane.UptaneRepositories;
import dev.dcmrig.sim.Timeline;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uptane.manifest.AttestedTime;
import dev.dcmrig.uptane.manifest.Inventory;
import dev.dcmrig.uptane.metadata.Role;
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
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The director and the image repository of one environment. Each vehicle has metadata of its own at
 * the director. Nothing is signed before somebody asks for it.
 */
final class BenchRepositories implements UptaneRepositories {
  /** Half of how long a timestamp holds. */
  private static final String TIMESTAMP = "timestamp.json";

  private static final Duration RENEWED_AFTER = BenchSigners.LIFETIMES.timestamp().dividedBy(2);

  /** A repository, and whether what it says has been signed. */
  static final class Signed {
    final SigningRepository repository;
    private @Nullable Instant published;
    private byte[] firstTimestamp = new byte[0];

    Signed(SigningRepository repository) {
      this.repository = repository;
    }

    /** What it says has changed. */
    void changed() {
      published = null;
    }

    /** Says that there is nothing, unless it has said something before. */
    void begin(Instant now) {
      if (repository.version(Role.TIMESTAMP) == 0) {
        repository.publish(now);
        firstTimestamp = repository.files().getOrDefault(TIMESTAMP, firstTimestamp);
      }
    }

    /** The oldest timestamp that it has ever given out. */
    byte[] firstTimestamp() {
      return firstTimestamp.clone();
    }

    /** Signs now what it says, as if it were another time. */
    void publishAs(Instant then, Instant now) {
      repository.publish(then);
      published = now;
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

  private record Vehicle(Signed director, BenchReports reports) {}

  private final Timeline timeline;
  private final String hardware;
  private final Signed images = new Signed(BenchSigners.imageRepository());
  private final Map<String, Target> releases = new LinkedHashMap<>();
  private final Map<String, Vehicle> vehicles = new LinkedHashMap<>();
  private final Map<String, Map<String, Inventory.Entry>> behind = new LinkedHashMap<>();

  /** The image of the factory is release 1. */
  private long counter = 1;

  private int rotations;

  /** Whether what was ordered for a vehicle is over, and is not installed. */
  private volatile Predicate<String> givenUp = vin -> false;

  /**
   * @param hardware of the DCMs
   */
  BenchRepositories(Timeline timeline, String hardware) {
    this.timeline = timeline;
    this.hardware = hardware;
  }

  /**
   * What the factory puts into the ECUs of a car that verify by themselves. From now on the
   * director knows them.
   */
  synchronized Map<String, Supplier<EcuTrust>> trust(String vin, CarDiagnostics car) {
    behind.put(vin, BenchEcus.inventory(vin, car));
    return BenchEcus.trust(vin, car);
  }

  /** A vehicle of this maker, as it left the factory. */
  synchronized void enrol(String vin) {
    String ecu = BenchSigners.ecu(vin);
    SigningRepository director = BenchSigners.directorRepository();
    director.vehicle(vin);
    Inventory.Entry dcm =
        new Inventory.Entry(BenchKeys.key(BenchSigners.keyOf(ecu)).verificationKey(), hardware);
    Map<String, Inventory.Entry> ecus = new LinkedHashMap<>(behind.getOrDefault(vin, Map.of()));
    ecus.put(ecu, dcm);
    vehicles.putIfAbsent(
        vin, new Vehicle(new Signed(director), new BenchReports(new Inventory(vin, ecu, ecus))));
  }

  /** Signs an image as the next release, for the hardware of the DCMs. */
  synchronized Target release(String path, byte[] image) {
    return release(path, image, hardware);
  }

  /** Signs an image as the next release, for ECUs of a hardware. */
  synchronized Target release(String path, byte[] image, String madeFor) {
    counter++;
    return release(target(path, image, madeFor, counter));
  }

  /** Signs an image of any description. */
  synchronized Target release(Target target) {
    releases.put(target.path(), target);
    images.repository.images(releases.values());
    images.changed();
    return target;
  }

  /** What metadata say of an image. */
  static Target target(String path, byte[] image, String madeFor, long counter) {
    try {
      return Image.of(path, new ByteArrayInputStream(image), Set.of(madeFor), counter);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String hardware() {
    return hardware;
  }

  Instant now() {
    return timeline.now();
  }

  /** The image repository itself, for who has its keys. */
  Signed images() {
    return images;
  }

  /** The director of a vehicle, for who has its keys. */
  Signed director(String vin) {
    return vehicle(vin).director();
  }

  /** Orders a release for a vehicle, in place of what was ordered before. */
  synchronized void order(String vin, Target release) {
    order(vin, List.of(forDcm(vin, release)));
  }

  /** A release as it is ordered for the DCM of a vehicle. */
  Target forDcm(String vin, Target release) {
    return Image.orderedFor(release, Map.of(BenchSigners.ecu(vin), hardware));
  }

  /** Orders images for ECUs of a vehicle, in place of what was ordered before. */
  synchronized void order(String vin, List<Target> forEcus) {
    Signed director = vehicle(vin).director();
    director.begin(timeline.now());
    director.repository.images(forEcus);
    director.changed();
    vehicle(vin).reports().ordered(forEcus, timeline.now());
  }

  /** Orders a release for all vehicles. */
  synchronized void orderForAll(Target release) {
    vehicles.keySet().forEach(vin -> order(vin, release));
  }

  /**
   * New root keys for both repositories, and new targets keys for the director, so many times one
   * after the other: that many new roots of the one, and twice as many of the other.
   */
  synchronized void rotateRoots(int times) {
    for (int n = 0; n < times; n++) {
      rotations++;
      images.repository.rotate(Role.ROOT, BenchSigners.imageRoot(rotations), timeline.now());
      for (Vehicle vehicle : vehicles.values()) {
        SigningRepository director = vehicle.director().repository;
        director.rotate(Role.ROOT, BenchSigners.directorRoot(rotations), timeline.now());
        // With the old targets key an ECU would not need the new roots.
        director.rotate(Role.TARGETS, BenchSigners.directorTargets(rotations), timeline.now());
        vehicle.director().changed();
      }
    }
  }

  /** Nothing is ordered for a vehicle any more. */
  synchronized void withdraw(String vin) {
    order(vin, List.of());
  }

  private Vehicle vehicle(String vin) {
    Vehicle known = vehicles.get(vin);
    if (known == null) {
      throw new IllegalArgumentException("the director knows no vehicle " + vin);
    }
    return known;
  }

  /** The director orders nothing any more once an update is given up. */
  void endOrdersBy(Predicate<String> isGivenUp) {
    givenUp = isGivenUp;
  }

  @Override
  public Optional<byte[]> directorFile(String vin, String name) {
    boolean over = name.equals(TIMESTAMP) && givenUp.test(vin);
    synchronized (this) {
      Vehicle known = vehicles.get(vin);
      if (known != null && over && known.reports().isOrdered()) {
        withdraw(vin);
      }
      return Optional.ofNullable(known)
          .flatMap(vehicle -> vehicle.director().file(name, timeline.now()));
    }
  }

  @Override
  public synchronized Optional<byte[]> imageFile(String name) {
    return images.file(name, timeline.now());
  }

  @Override
  public synchronized void manifest(String vin, byte[] manifest) throws Rejection {
    vehicle(vin).reports().manifest(manifest, timeline.now());
  }

  @Override
  public synchronized byte[] time(Set<String> nonces) {
    return AttestedTime.bytes(timeline.now(), nonces, BenchEcus.timeServer());
  }

  /** The kinds of attack that the director has noticed, vehicle by vehicle, the oldest first. */
  synchronized List<String> noticed() {
    return vehicles.values().stream()
        .flatMap(known -> known.reports().noticed(timeline.now()).stream())
        .toList();
  }
}
