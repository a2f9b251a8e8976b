// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody may have meant. */
public final class Nearest {

  /** A longer word was not mistyped; comparing it would take its length squared. */
  private static final int MAX_LENGTH = 64;

  /** Candidates that are looked at. */
  private static final int MAX_CANDIDATES = 1_000;

  private Nearest() {}

  /** The candidate with the fewest edits, if a third of the letters or less would change. */
  public static Optional<String> to(String word, Collection<String> candidates) {
    if (word.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String best = null;
    String folded = fold(word);
    int looked = 0;
    int bestDistance = Math.max(2, word.length() / 3) + 1;
    for (String candidate : candidates) {
      if (looked++ == MAX_CANDIDATES) {
        break;
      }
      if (Math.abs(candidate.length() - word.length()) >= bestDistance) {
        continue;
      }
      int distance = distance(folded, fold(candidate));
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
