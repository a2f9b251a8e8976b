// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.chain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The link of a record: the first 16 bytes of the SHA-256 over the link before it and the record.
 */
public final class Links {
  /** Name of a chain's file, of a run and of a scenario. */
  public static final String FILE = "chain.txt";

  /** Bytes of a link. */
  static final int BYTES = 16;

  private Links() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * What stands before the first record of a file: it names run, scenario and file, so that no file
   * fits into another place.
   *
   * @param run 32 hexadecimal digits
   * @param file its path below the run's folder: {@code scenarios/NAME/events.jsonl}
   */
  static byte[] origin(String run, String file) {
    String text = String.join("\n", "dcm-rig chain", run, file, "");
    return cut(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  static byte[] cut(byte[] sha256) {
    return Arrays.copyOf(sha256, BYTES);
  }

  /**
   * The link of a line of the run's chain, in full: SHA-256 over the digits of the one before it
   * and the line's text.
   */
  static String ofRun(String before, String text) {
    return HexFormat.of()
        .formatHex(sha256().digest((before + text).getBytes(StandardCharsets.UTF_8)));
  }
}
