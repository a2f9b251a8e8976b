// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.benchmarks.uptane;

import dev.dcmrig.uptane.key.SigningKey;
import dev.dcmrig.uptane.key.VerificationKey;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.SignedFile;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.repository.Image;
import dev.dcmrig.uptane.repository.Lifetimes;
import dev.dcmrig.uptane.repository.RoleSigners;
import dev.dcmrig.uptane.repository.SigningRepository;
import dev.dcmrig.uptane.verify.Ecu;
import dev.dcmrig.uptane.verify.FullVerification;
import dev.dcmrig.uptane.verify.Limits;
import dev.dcmrig.uptane.verify.Rejection;
import dev.dcmrig.uptane.verify.TrustedRepository;
import dev.dcmrig.uptane.verify.UptaneVerifier;
import dev.dcmrig.uptane.verify.Vehicle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Full verification of an order for three ECUs from files in memory, beside its seven Ed25519
 * checks alone: director's timestamp, snapshot, targets; the image repository's, with two targets
 * keys.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FullVerificationBenchmark {
  private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
  private static final String VIN = "JTDEMOVIN00000001";
  private static final int CHECKS = 7;

  private record Check(VerificationKey key, byte[] payload, String signature) {}

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<Check> checks = new ArrayList<>();
  private final SecureRandom random = new SecureRandom();
  private TrustedRepository director;
  private TrustedRepository images;
  private Vehicle vehicle;

  /** Makes both repositories and notes their checks. */
  @Setup
  public void make() throws IOException, Rejection {
    List<Ecu> ecus = new ArrayList<>();
    List<Target> offers = new ArrayList<>();
    List<Target> orders = new ArrayList<>();
    for (String name : new String[] {"dcm", "mhu", "body"}) {
      String hardware = name + "-hw-1";
      ecus.add(new Ecu(name, hardware, 1, name + "-1.bin"));
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      Target image =
          Image.of(name + "-2.bin", new ByteArrayInputStream(bytes), Set.of(hardware), 2);
      offers.add(image);
      orders.add(Image.orderedFor(image, Map.of(name, hardware)));
    }
    vehicle = Vehicle.of(VIN, ecus);
    SigningRepository directing = repository("director", orders, 1);
    SigningRepository offering = repository("image", offers, 2);
    director = UptaneVerifier.provisioned(directing.root(1));
    images = UptaneVerifier.provisioned(offering.root(1));
    if (checks.size() != CHECKS || fullVerification() != ecus.size()) {
      throw new IllegalStateException("seven checks and three ECUs are wanted");
    }
  }

  private SigningRepository repository(String name, List<Target> targets, int targetsKeys) {
    Map<Role, RoleSigners> keys = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      List<SigningKey> of = new ArrayList<>();
      for (int i = 0; i < (role == Role.TARGETS ? targetsKeys : 1); i++) {
        of.add(SigningKey.ed25519(random));
      }
      keys.put(role, new RoleSigners(of, of.size()));
    }
    SigningRepository repository = new SigningRepository(Lifetimes.USUAL, keys, NOW);
    repository.vehicle(VIN);
    repository.images(targets);
    repository.publish(NOW);
    repository.files().forEach((path, file) -> files.put(name + "/" + path, file));
    note(name + "/timestamp.json", keys.get(Role.TIMESTAMP));
    note(name + "/1.snapshot.json", keys.get(Role.SNAPSHOT));
    note(name + "/1.targets.json", keys.get(Role.TARGETS));
    return repository;
  }

  private void note(String path, RoleSigners signers) {
    SignedFile file = SignedFile.read(path, files.get(path));
    for (SigningKey key : signers.keys()) {
      VerificationKey of = key.verificationKey();
      checks.add(new Check(of, file.payload(), file.signatures().get(of.id())));
    }
  }

  /** Both repositories, and that they agree on three images. */
  @Benchmark
  public int fullVerification() throws IOException, Rejection {
    FullVerification full =
        new FullVerification(new UptaneVerifier(NOW), Limits.USUAL, vehicle, director, images);
    full.answerFrom(
        wanted -> Optional.ofNullable(files.get(wanted.repository() + "/" + wanted.path())));
    return full.installations().size();
  }

  /** The seven checks of that. */
  @Benchmark
  public int signatureChecksAlone() {
    int good = 0;
    for (Check check : checks) {
      good += check.key().verifies(check.payload(), check.signature()) ? 1 : 0;
    }
    return good;
  }
}
