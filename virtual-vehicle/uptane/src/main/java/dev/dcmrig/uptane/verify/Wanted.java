// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.verify;

import dev.dcmrig.uptane.metadata.Root;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A file that is asked for next.
 *
 * @param repository the repository's name, such as {@code director}
 * @param role whose metadata it is
 * @param path under the repository's address, each role's name percent-encoded
 * @param mostBytes no more is taken; whoever fetches stops there
 */
public record Wanted(String repository, String role, String path, int mostBytes) {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  static Wanted versioned(String repository, String role, long version, int mostBytes) {
    return new Wanted(repository, role, version + "." + encoded(role) + ".json", mostBytes);
  }

  static Wanted of(String repository, Root root, String role, long version, int mostBytes) {
    return root.consistentSnapshot()
        ? versioned(repository, role, version, mostBytes)
        : new Wanted(repository, role, encoded(role) + ".json", mostBytes);
  }

  /**
   * A name as one segment of a path or as a file name (RFC 3986, 2.3): no slash and no dots alone
   * can come of it, whatever the name is.
   */
  public static String encoded(String name) {
    boolean dots = name.equals(".") || name.equals("..");
    StringBuilder out = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
      out.append(plain && !dots ? String.valueOf(c) : "%" + HEX.toHexDigits(b));
    }
    return out.toString();
  }
}
