// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.repository;

import dev.dcmrig.uptane.metadata.Target;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Makes what metadata say of an image; its bytes are read once and not kept. */
public final class Image {
  private static final int BLOCK = 64 * 1024;

  private Image() {}

  /**
   * An image for an image repository.
   *
   * @param hardwareIds kinds of ECU that it is made for
   * @param releaseCounter grows with each release
   */
  public static Target of(
      String path, InputStream bytes, Set<String> hardwareIds, long releaseCounter)
      throws IOException {
    MessageDigest sha256 = digest("SHA-256");
    MessageDigest sha512 = digest("SHA-512");
    byte[] block = new byte[BLOCK];
    long length = 0;
    int count = bytes.read(block);
    while (count >= 0) {
      sha256.update(block, 0, count);
      sha512.update(block, 0, count);
      length += count;
      count = bytes.read(block);
    }
    Map<String, String> hashes =
        Map.of("sha256", hex(sha256.digest()), "sha512", hex(sha512.digest()));
    return new Target(path, length, hashes, hardwareIds, OptionalLong.of(releaseCounter), Map.of());
  }

  /** The same image as a director orders it: hardware id of each ECU by the ECU's id. */
  public static Target orderedFor(Target image, Map<String, String> ecus) {
    return new Target(
        image.path(),
        image.length(),
        image.hashes(),
        image.hardwareIds(),
        image.releaseCounter(),
        ecus);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has " + algorithm, e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
