// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.uptane;

import dev.dcmrig.can.CanBus;
import dev.dcmrig.can.emulated.BitRates;
import dev.dcmrig.can.emulated.EmulatedBus;
import dev.dcmrig.dcm.DcmParts;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.ModemAccess;
import dev.dcmrig.dcm.flashing.TesterNode;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uptane.key.SigningKey;
import dev.dcmrig.uptane.metadata.Role;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.repository.Image;
import dev.dcmrig.uptane.repository.Lifetimes;
import dev.dcmrig.uptane.repository.RoleSigners;
import dev.dcmrig.uptane.repository.SigningRepository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The maker of one car: both repositories, its DCM's folder, and the way between them. */
final class Maker implements Repositories {
  static final String VIN = "JTDEMOVIN00000001";
  static final String ECU = VIN + "-dcm";
  static final String HARDWARE = "dcm-1";
  private static final byte[] FACTORY_IMAGE = {1};

  final DcmParts parts = new DcmParts();
  final SigningRepository director;
  final SigningRepository images;
  final DcmContext context;

  /** First words of the requests; the manifests. */
  final List<String> requests = new ArrayList<>();

  final List<String> manifests = new ArrayList<>();

  boolean known = true;

  /** The time server's answer is lost. */
  boolean withoutTime;

  /** How the next answer goes wrong; empty: it does not. */
  String fault = "";

  /** A file that is served in place of another, by path. */
  final Map<String, byte[]> instead = new java.util.TreeMap<>();

  private final SecureRandom random;

  Maker(Path folder) throws IOException, NoSuchAlgorithmException {
    random = SecureRandom.getInstance("SHA1PRNG");
    random.setSeed(7);
    director = new SigningRepository(Lifetimes.USUAL, keys(), parts.timeline.now());
    images = new SigningRepository(Lifetimes.USUAL, keys(), parts.timeline.now());
    director.vehicle(VIN);
    Files.write(folder.resolve("director.root.json"), director.root(1));
    Files.write(folder.resolve("image.root.json"), images.root(1));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(255, random);
    KeyPair pair = generator.generateKeyPair();
    pem(folder.resolve("ecu.key"), "PRIVATE KEY", pair.getPrivate().getEncoded());
    pem(folder.resolve("ecu.key.pub"), "PUBLIC KEY", pair.getPublic().getEncoded());
    context =
        new DcmContext(
            parts.timeline,
            parts.reader(),
            parts.pins,
            new ModemAccess("127.0.0.1", 1, "1", "10.64.0.2", "sip:a@b", VIN, folder),
            parts.memory,
            Seed.of(1).stream());
  }

  private static void pem(Path file, String label, byte[] der) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
  }

  private Map<Role, RoleSigners> keys() {
    Map<Role, RoleSigners> keys = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      keys.put(role, RoleSigners.one(SigningKey.ed25519(random)));
    }
    return keys;
  }

  /** The DCM, as after a reset: what it has kept is all that it knows. */
  Primary primary() {
    return primary(nobody(parts));
  }

  /** The same, with ECUs behind it that verify by themselves. */
  Primary primary(Secondaries secondaries) {
    return new Primary(
        context,
        new PrimaryRules() {},
        HARDWARE,
        Order.ofTheFactory("1.0.0", FACTORY_IMAGE),
        this,
        secondaries);
  }

  SigningKey newKey() {
    return SigningKey.ed25519(random);
  }

  /** No ECU of the vehicle verifies by itself. */
  static Secondaries nobody(DcmParts parts) {
    CanBus bus = new EmulatedBus("emulated:nobody", parts.timeline, BitRates.DEFAULT);
    return new Secondaries(
        CarDiagnostics.NONE, new TesterNode(parts.timeline, bus, () -> null), () -> true);
  }

  static byte[] bytes(long counter) {
    return ("image of release " + counter).getBytes(StandardCharsets.UTF_8);
  }

  static Target image(long counter) throws IOException {
    return Image.of(
        "dcm-" + counter + ".bin",
        new ByteArrayInputStream(bytes(counter)),
        Set.of(HARDWARE),
        counter);
  }

  /** Releases an image, and orders it. */
  Target release(long counter) throws IOException {
    return release(ECU, counter);
  }

  /** The same for another ECU of the vehicle, of the same hardware. */
  Target release(String ecu, long counter) throws IOException {
    Target image = image(counter);
    images.images(List.of(image));
    director.images(List.of(Image.orderedFor(image, Map.of(ecu, HARDWARE))));
    publish();
    return image;
  }

  void publish() {
    images.publish(parts.timeline.now());
    director.publish(parts.timeline.now());
  }

  @Override
  public boolean areKnown() {
    return known;
  }

  @Override
  public void put(String path, String json, Reply reply) {
    requests.add("PUT " + path);
    manifests.add(json);
    if (withoutTime && path.equals("time")) {
      reply.lost();
    } else {
      // The time server signs nothing here: its answer is the question.
      reply.answered(200, json.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void putOnce(String path, String json, Reply reply) {
    put(path, json, reply);
  }

  @Override
  public void get(String path, Reply reply) {
    requests.add("GET " + path);
    String now = fault;
    fault = "";
    switch (now) {
      case "lost" -> reply.lost();
      case "long" -> reply.tooLong();
      case "slow" -> reply.tooSlow();
      default -> answer(path, reply);
    }
  }

  private void answer(String path, Reply reply) {
    Optional<byte[]> file =
        Optional.ofNullable(instead.get(path))
            .or(
                () ->
                    Optional.ofNullable(
                        path.startsWith("image/")
                            ? images.files().get(path.substring("image/".length()))
                            : director
                                .files()
                                .get(path.substring(("director/" + VIN + "/").length()))));
    reply.answered(file.isPresent() ? 200 : 404, file.orElse(new byte[0]));
  }
}
