// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an image says of itself in the lines that it begins with. An emulated DCM runs no code: the
 * image says what its start would be like.
 *
 * <pre>
 *   DCMFW/1
 *   version: 2.1.0
 *   hardware: dcm-1
 *   rxswin: DCMRIG-0002
 *   start: runs | hangs | fails-its-self-test
 *                                              (an empty line, then anything)
 * </pre>
 *
 * @param version of the firmware
 * @param hardware that it is made for
 * @param rxswin software identification number of UN R156
 * @param start what its start is like
 */
record FirmwareImage(String version, String hardware, String rxswin, Start start) {
  /** The head is looked for in so many bytes. */
  static final int HEAD_BYTES = 512;

  private static final String MAGIC = "DCMFW/1";

  /** What a start of a firmware is like. */
  enum Start {
    RUNS("runs"),
    /** It does nothing until the watchdog resets it. */
    HANGS("hangs"),
    FAILS_ITS_SELF_TEST("fails-its-self-test");

    private final String word;

    Start(String word) {
      this.word = word;
    }
  }

  /** What these bytes say; empty when they begin no image. */
  static Optional<FirmwareImage> read(byte[] bytes) {
    String text =
        new String(bytes, 0, Math.min(bytes.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\n\n");
    if (end < 0 || !text.startsWith(MAGIC + "\n")) {
      return Optional.empty();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    text.substring(MAGIC.length() + 1, end + 1)
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(": ");
              if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 2));
              }
            });
    Optional<Start> start = start(fields.getOrDefault("start", "runs"));
    String version = fields.getOrDefault("version", "");
    if (start.isEmpty() || !Versions.isVersion(version)) {
      return Optional.empty();
    }
    return Optional.of(
        new FirmwareImage(
            version,
            fields.getOrDefault("hardware", ""),
            fields.getOrDefault("rxswin", ""),
            start.get()));
  }

  private static Optional<Start> start(String word) {
    for (Start start : Start.values()) {
      if (start.word.equals(word)) {
        return Optional.of(start);
      }
    }
    return Optional.empty();
  }

  /** The image that a DCM leaves the factory with. */
  static byte[] ofTheFactory(OtaSettings settings) {
    return String.join(
            "\n",
            MAGIC,
            "version: " + settings.factoryVersion(),
            "hardware: " + settings.hardware(),
            "rxswin: " + settings.rxswin(),
            "",
            "")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
