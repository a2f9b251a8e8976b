// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A path as its parts: decoded once, and refused where two readers could take it differently. */
public final class Paths {
  private static final int MAX_PARTS = 20;

  private Paths() {}

  /**
   * The parts of a path.
   *
   * @throws HttpProblem 400 for a bad escape, a dot segment, an escaped slash or a control
   *     character
   */
  public static List<String> parts(String rawPath) {
    List<String> parts = new ArrayList<>();
    String[] raw = rawPath.split("/", -1);
    for (int index = 1; index < raw.length; index++) {
      if (raw[index].isEmpty() && index == raw.length - 1) {
        break;
      }
      if (parts.size() == MAX_PARTS) {
        throw new HttpProblem(404, "nothing lies so deep");
      }
      String part = decoded(raw[index]);
      if (part.isEmpty()
          || part.equals(".")
          || part.equals("..")
          || part.indexOf('/') >= 0
          || part.indexOf('\\') >= 0
          || part.chars().anyMatch(Character::isISOControl)) {
        throw new HttpProblem(
            400, "the path is no plain path: '.', '..', '/' in a name, or nothing");
      }
      parts.add(part);
    }
    return parts;
  }

  private static String decoded(String raw) {
    if (raw.indexOf('%') < 0) {
      return raw;
    }
    byte[] bytes = new byte[raw.length() * 3];
    int count = 0;
    for (int index = 0; index < raw.length(); index++) {
      char sign = raw.charAt(index);
      if (sign != '%') {
        for (byte b : String.valueOf(sign).getBytes(StandardCharsets.UTF_8)) {
          bytes[count++] = b;
        }
        continue;
      }
      int high = index + 1 < raw.length() ? Character.digit(raw.charAt(index + 1), 16) : -1;
      int low = index + 2 < raw.length() ? Character.digit(raw.charAt(index + 2), 16) : -1;
      if (high < 0 || low < 0) {
        throw new HttpProblem(400, "the path has a '%' that is no escape");
      }
      bytes[count++] = (byte) (high << 4 | low);
      index += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, count))
          .toString();
    } catch (CharacterCodingException e) {
      throw new HttpProblem(400, "the path is no UTF-8");
    }
  }
}
