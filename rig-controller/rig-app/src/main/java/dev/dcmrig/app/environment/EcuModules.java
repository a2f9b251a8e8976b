// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.api.Updates.EcuSoftware;
import dev.dcmrig.ota.core.Software;
import dev.dcmrig.ota.store.Upload;
import dev.dcmrig.sim.Seed;
import java.nio.charset.StandardCharsets;

/** Software modules for ECUs behind a DCM, as docs/DCM-INTERFACE.md, 2.9 has them. */
final class EcuModules {
  private static final String VENDOR = "DCM Rig";
  private static final int KIBIBYTE = 1024;

  private final Software software;

  EcuModules(Software software) {
    this.software = software;
  }

  /** The module of one ECU, with what it goes back to. */
  long module(EcuSoftware wanted) {
    long module = software.createModule(wanted.ecu(), wanted.version(), "ecu", VENDOR);
    add(module, wanted.ecu() + "-" + wanted.version() + ".bin", bytes(wanted, wanted.version()));
    add(
        module,
        "fallback-" + wanted.ecu() + "-" + wanted.before() + ".bin",
        bytes(wanted, wanted.before()));
    return module;
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

  /** The line that it begins with, then bytes that are the same in each run. */
  private static byte[] bytes(EcuSoftware wanted, String version) {
    byte[] bytes = new byte[wanted.kibibytes() * KIBIBYTE];
    Seed.Stream random = Seed.of(wanted.kibibytes()).of(wanted.ecu()).of(version).stream();
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) random.nextInt(256);
    }
    byte[] head = (version + " " + wanted.hardware() + "\n").getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }
}
