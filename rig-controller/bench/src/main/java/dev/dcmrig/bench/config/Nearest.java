// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody may have meant. */
public final class Nearest {

  private Nearest() {}

  /** The candidate with the fewest edits, if a third of the letters or less would change. */
  public static Optional<String> to(String word, Collection<String> candidates) {
    String best = null;
    int bestDistance = Math.max(2, word.length() / 3) + 1;
    for (String candidate : candidates) {
      int distance = distance(fold(word), fold(candidate));
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** A remedy: the nearest candidate, or the whole list. */
  public static String advice(String word, Collection<String> candidates) {
    return to(word, candidates)
        .map(near -> "did you mean '" + near + "'?")
        .orElseGet(() -> "known are: " + String.join(", ", candidates));
  }

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's distance: single letters inserted, deleted or replaced. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
