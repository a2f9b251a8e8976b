// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.api.Updates.EcuSoftware;
import dev.dcmrig.ota.core.Software;
import dev.dcmrig.ota.store.Upload;
import dev.dcmrig.sim.Seed;
import dev.dcmrig.uptane.metadata.Target;
import dev.dcmrig.uptane.repository.Image;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Software modules for ECUs behind a DCM, as docs/DCM-INTERFACE.md, 2.9 has them. */
final class EcuModules {
  private static final String VENDOR = "DCM Rig";
  private static final int KIBIBYTE = 1024;

  /** Of what an ECU leaves the factory with; it is the same for each update of it. */
  private static final int FACTORY_KIBIBYTES = 24;

  private final Software software;
  private final BenchRepositories repositories;
  private final String vin;

  /**
   * @param repositories where the software is signed
   * @param vin of the car
   */
  EcuModules(Software software, BenchRepositories repositories, String vin) {
    this.software = software;
    this.repositories = repositories;
    this.vin = vin;
  }

  /** The module of one ECU, with what it goes back to. */
  long module(EcuSoftware wanted) {
    long module = software.createModule(wanted.ecu(), wanted.version(), "ecu", VENDOR);
    add(module, file(wanted), newer(wanted));
    add(
        module,
        "fallback-" + wanted.ecu() + "-" + wanted.before() + ".bin",
        factory(wanted.ecu(), wanted.before(), wanted.hardware()));
    return module;
  }

  /** Signs it, as the director orders it for the car's ECU. */
  Target ordered(EcuSoftware wanted) {
    return ordered(repositories, vin, wanted);
  }

  /** The same, where there is no module. */
  static Target ordered(BenchRepositories repositories, String vin, EcuSoftware wanted) {
    Target release = repositories.release(file(wanted), newer(wanted), wanted.hardware());
    return Image.orderedFor(release, Map.of(BenchEcus.id(vin, wanted.ecu()), wanted.hardware()));
  }

  /** Its name in the repositories. */
  static String file(String ecu, String version) {
    return ecu + "-" + version + ".bin";
  }

  private static String file(EcuSoftware wanted) {
    return file(wanted.ecu(), wanted.version());
  }

  /** It names what the ECU goes back to, so that one signature is of both. */
  private static byte[] newer(EcuSoftware wanted) {
    byte[] before = factory(wanted.ecu(), wanted.before(), wanted.hardware());
    return bytes(
        wanted.ecu(),
        wanted.version(),
        wanted.madeFor() + " " + sha256(before),
        wanted.kibibytes());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }

  /** The module that says that none keeps what it got when one has failed. */
  long allOrNothing() {
    return software.createModule("all-or-nothing", "1", "campaign", VENDOR);
  }

  private void add(long module, String file, byte[] bytes) {
    try (Upload upload = software.receive(module, file)) {
      upload.write(bytes);
      software.addArtifact(module, file, upload.finish());
    }
  }

  /** What an ECU has left the factory with. */
  static byte[] factory(String ecu, String version, String hardware) {
    return bytes(ecu, version, hardware, FACTORY_KIBIBYTES);
  }

  /** The line that it begins with, then bytes that are the same in each run. */
  private static byte[] bytes(String ecu, String version, String rest, int kibibytes) {
    byte[] bytes = new byte[kibibytes * KIBIBYTE];
    Seed.Stream random = Seed.of(kibibytes).of(ecu).of(version).stream();
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) random.nextInt(256);
    }
    byte[] head = (version + " " + rest + "\n").getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }
}
