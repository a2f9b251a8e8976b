// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.metadata;

import dev.dcmrig.uptane.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One delegation of targets metadata (Uptane 5.2.3.2).
 *
 * @param name of the role
 * @param keys who signs for it
 * @param terminating whether nobody after it in the list is asked about a path of its own
 * @param paths patterns: {@code *} and {@code ?} stand for anything but a slash
 * @param hashPrefixes in place of patterns: beginnings of the path's SHA-256, in hexadecimal
 * @param hardwareIds kinds of ECU that it is for; none is any
 */
public record Delegation(
    String name,
    RoleKeys keys,
    boolean terminating,
    List<String> paths,
    List<String> hashPrefixes,
    Set<String> hardwareIds) {

  public Delegation {
    paths = List.copyOf(paths);
    hashPrefixes = List.copyOf(hashPrefixes);
    hardwareIds = Set.copyOf(hardwareIds);
  }

  static Delegation read(JsonObject json) {
    if (json.has("paths") == json.has("path_hash_prefixes")) {
      throw json.wrong("paths", "either paths or path_hash_prefixes is wanted");
    }
    return new Delegation(
        json.text("name"),
        Fields.roleKeys(json),
        json.truth("terminating"),
        json.has("paths") ? json.textList("paths") : List.of(),
        json.has("paths") ? List.of() : json.textList("path_hash_prefixes"),
        json.has("hardwareIds") ? Set.copyOf(json.textList("hardwareIds")) : Set.of());
  }

  /** Whether the delegation is about that path (Uptane 5.4.4.7, 4.1; TUF 4.5). */
  public boolean covers(String path) {
    String hash = hashPrefixes.isEmpty() ? "" : Fields.sha256(path);
    return paths.stream().anyMatch(pattern -> matches(pattern, path))
        || hashPrefixes.stream()
            .anyMatch(prefix -> hash.startsWith(prefix.toLowerCase(Locale.ROOT)));
  }

  /** Segment by segment, so that a star never takes a slash. */
  private static boolean matches(String pattern, String path) {
    String[] patterns = pattern.split("/", -1);
    String[] segments = path.split("/", -1);
    if (patterns.length != segments.length) {
      return false;
    }
    for (int i = 0; i < patterns.length; i++) {
      if (!segmentMatches(patterns[i], segments[i])) {
        return false;
      }
    }
    return true;
  }

  /** Greedy, with one way back to the last star: never slower than the product of the lengths. */
  private static boolean segmentMatches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int afterStar = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        afterStar = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++afterStar;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
