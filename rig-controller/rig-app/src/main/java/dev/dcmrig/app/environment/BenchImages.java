// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.environment;

import dev.dcmrig.api.Updates.Image;
import dev.dcmrig.sim.Seed;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Firmware images for emulated DCMs. */
final class BenchImages {
  /** What an image is made for that does not say it. */
  static final String HARDWARE = "dcm-1";

  private static final int KIBIBYTE = 1024;

  /** Bytes of an image that are not the same again and again. */
  private static final int UNLIKE_BYTES = 1024 * KIBIBYTE;

  private BenchImages() {}

  static String file(Image image) {
    return "dcm-" + image.version() + ".bin";
  }

  /**
   * The lines of docs/DCM-INTERFACE.md, 2.9, then bytes that are the same in each run. Of a large
   * image it is the first part, which comes again and again.
   */
  static byte[] bytes(Image image) {
    byte[] bytes = new byte[image.kibibytes() * KIBIBYTE];
    int unlike = Math.min(UNLIKE_BYTES, bytes.length);
    Seed.Stream random = Seed.of(image.kibibytes()).of(image.version()).stream();
    for (int at = 0; at < unlike; at++) {
      bytes[at] = (byte) random.nextInt(256);
    }
    for (int at = unlike; at < bytes.length; at += unlike) {
      System.arraycopy(bytes, 0, bytes, at, Math.min(unlike, bytes.length - at));
    }
    String hardware = image.hardware().isEmpty() ? HARDWARE : image.hardware();
    byte[] head =
        ("DCMFW/1\nversion: "
                + image.version()
                + "\nhardware: "
                + hardware
                + "\nrxswin: R156 DR 0001-"
                + twoDigits(image.version())
                + "\nstart: "
                + image.start().name().toLowerCase(Locale.ROOT).replace('_', '-')
                + "\n\n")
            .getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }

  /** The first number of a version: the identification has fifteen characters, as a DID has it. */
  private static String twoDigits(String version) {
    return "%02d".formatted(Integer.parseInt(version.split("\\.", 2)[0]));
  }
}
