// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Byte ranges of a request (RFC 9110 14). What is malformed counts as absent (14.2); ranges that
 * overlap or touch are sent as one; what lies beyond the end is left out.
 */
public final class Ranges {
  /** Ranges of one request, as they are written; more are refused with 416 (14.2). */
  public static final int MAX_RANGES = 100;

  private static final Pattern SPEC = Pattern.compile("(\\d{0,19})-(\\d{0,19})");

  /** From the first byte on, so many. */
  public record Range(long offset, long length) {
    long end() {
      return offset + length;
    }
  }

  /** What a range field asks for. */
  public enum Kind {
    /** No range, or one that is not understood: all of it. */
    WHOLE,
    PARTS,
    UNSATISFIABLE
  }

  /** A range field as it applies to a file. */
  public record Wish(Kind kind, List<Range> ranges) {
    public Wish {
      ranges = List.copyOf(ranges);
    }
  }

  private static final Wish WHOLE = new Wish(Kind.WHOLE, List.of());
  private static final Wish NONE = new Wish(Kind.UNSATISFIABLE, List.of());

  private Ranges() {}

  /**
   * Reads a field.
   *
   * @param size bytes of the file
   */
  public static Wish of(String field, long size) {
    String trimmed = field.strip();
    if (!trimmed.regionMatches(true, 0, "bytes=", 0, 6)) {
      return WHOLE;
    }
    String[] specs = trimmed.substring(6).split(",", -1);
    List<Range> wanted = new ArrayList<>();
    int count = 0;
    for (String spec : specs) {
      String plain = spec.strip();
      if (plain.isEmpty()) {
        // An empty element of a list counts as none (RFC 9110 5.6.1).
        continue;
      }
      Matcher matcher = SPEC.matcher(plain);
      if (!matcher.matches() || plain.equals("-")) {
        return WHOLE;
      }
      if (++count > MAX_RANGES) {
        return NONE;
      }
      long first = matcher.group(1).isEmpty() ? -1 : bound(matcher.group(1));
      long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : bound(matcher.group(2));
      if (first > last) {
        return WHOLE;
      }
      if (first < 0) {
        long suffix = Math.min(last, size);
        if (suffix > 0) {
          wanted.add(new Range(size - suffix, suffix));
        }
      } else if (first < size) {
        wanted.add(new Range(first, Math.min(last, size - 1) - first + 1));
      }
    }
    if (count == 0) {
      return WHOLE;
    }
    return wanted.isEmpty() ? NONE : new Wish(Kind.PARTS, joined(wanted));
  }

  private static long bound(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      // More digits than any file has bytes.
      return Long.MAX_VALUE;
    }
  }

  /** Those that overlap or touch become one; the order is that of the request. */
  private static List<Range> joined(List<Range> wanted) {
    List<Range> joined = new ArrayList<>();
    for (Range next : wanted) {
      Range grown = next;
      int place = joined.size();
      for (int index = joined.size() - 1; index >= 0; index--) {
        Range other = joined.get(index);
        if (other.offset() <= grown.end() && grown.offset() <= other.end()) {
          long from = Math.min(other.offset(), grown.offset());
          grown = new Range(from, Math.max(other.end(), grown.end()) - from);
          joined.remove(index);
          place = index;
        }
      }
      joined.add(Math.min(place, joined.size()), grown);
    }
    return joined;
  }
}
