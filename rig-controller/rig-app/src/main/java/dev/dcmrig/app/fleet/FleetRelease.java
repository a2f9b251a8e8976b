// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet;

import dev.dcmrig.ota.core.Software;
import dev.dcmrig.ota.store.Upload;
import dev.dcmrig.sim.Seed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The firmware that a fleet's rollout brings, and the names of the fleet's cars. */
public final class FleetRelease {
  public static final String VERSION = "2.0.0";

  /** A DCM asks for an image in pieces of 64 KiB: this one comes in two. */
  private static final int IMAGE_BYTES = 80 * 1024;

  private FleetRelease() {}

  /** The VIN of a car, from 0 on. */
  public static String vin(int car) {
    return String.format(Locale.ROOT, "FLEETDCM%09d", car + 1);
  }

  /** The image; always the same bytes for one hardware. */
  public static byte[] image(String hardware) {
    byte[] bytes = new byte[IMAGE_BYTES];
    Seed.Stream chance = Seed.of(IMAGE_BYTES).stream();
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) chance.nextInt(256);
    }
    String head =
        "DCMFW/1\nversion: "
            + VERSION
            + "\nhardware: "
            + hardware
            + "\nrxswin: R156 DR 0001-02\nstart: runs\n\n";
    byte[] lines = head.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(lines, 0, bytes, 0, lines.length);
    return bytes;
  }

  /**
   * Makes it known to a server.
   *
   * @return the number of its distribution set
   */
  public static long publish(Software software, byte[] image) {
    long module = software.createModule("dcm", VERSION, "os", "DCM Rig");
    try (Upload upload = software.receive(module, "dcm.bin")) {
      upload.write(image);
      software.addArtifact(module, "dcm.bin", upload.finish());
    }
    return software.createSet("dcm", VERSION, List.of(module));
  }
}
