// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an ECU's software says of itself in the line that it begins with.
 *
 * <pre>
 *   V02.00.00 DR-NAV-HW-1 3f1c...            (a line end, then anything)
 * </pre>
 *
 * The software that an ECU goes back to is named by its SHA-256. So whoever has signed the one has
 * signed the other.
 *
 * @param version that the ECU says of it (F189)
 * @param hardware that it is made for (F191)
 * @param fallback SHA-256 of what the ECU goes back to, in lower case; empty: it names none
 */
record EcuImage(String version, String hardware, String fallback) {
  /** The line is looked for in so many bytes. */
  static final int HEAD_BYTES = 192;

  private static final Pattern LINE =
      Pattern.compile("([!-~]{1,32}) ([!-~]{1,64})(?: ([0-9a-f]{64}))?\n");
  private static final Pattern LETTERS = Pattern.compile("^[A-Za-z]+");

  /** What these bytes say; empty when they begin no software of an ECU. */
  static Optional<EcuImage> read(byte[] bytes) {
    String text =
        new String(bytes, 0, Math.min(bytes.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
    Matcher line = LINE.matcher(text);
    return line.lookingAt()
        ? Optional.of(
            new EcuImage(
                line.group(1), line.group(2), Objects.requireNonNullElse(line.group(3), "")))
        : Optional.empty();
  }

  /** Whether this is what the ECU may go back to. */
  boolean goesBackTo(Artifact artifact) {
    return artifact.sha256().equals(fallback);
  }

  /** The numbers of a version: {@code 02.00.00} of {@code V02.00.00}; empty when it has none. */
  static Optional<String> numbers(String version) {
    String numbers = LETTERS.matcher(version).replaceFirst("");
    return Versions.isVersion(numbers) ? Optional.of(numbers) : Optional.empty();
  }

  /** Whether a version is older than another; of those without numbers nobody can say. */
  static boolean isOlder(String one, String other) {
    Optional<String> left = numbers(one);
    Optional<String> right = numbers(other);
    return left.isPresent()
        && right.isPresent()
        && Versions.ORDER.compare(left.get(), right.get()) < 0;
  }
}
