// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.call;

import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.features.scene.Expressions;
import java.util.ArrayList;
import java.util.List;

/**
 * What a step expects the service to know of an emergency: {@code sos: triggered 1 to
 * {sos.attempts}, given-up {sos.attempts}}. Three points stand for what came before, {@code last}
 * for the number of attempts that the network saw.
 *
 * @param kind {@code sos} or {@code acn}
 * @param states in order, each with the number of its attempt: {@code triggered 1}
 * @param fromHere whether others may have come before
 * @param source where that comes from
 */
public record Emergency(String kind, List<String> states, boolean fromHere, LimitSource source) {

  /** Pattern of one state and the attempts that it was told of. */
  static final String STATE =
      "(?:triggered|connected|ended|given-up) "
          + Expressions.COUNT
          + "(?: to "
          + Expressions.COUNT
          + ")?|(?:triggered|connected|ended|given-up) last";

  /** Pattern of the step parameter. */
  public static final String PATTERN =
      "(?:sos|acn): (?:\\.{3}, )?(?:" + STATE + ")(?:, (?:" + STATE + "))*";

  private static final String BEFORE = "..., ";
  private static final String LAST = " last";

  public Emergency {
    states = List.copyOf(states);
  }

  /** The same, when the last attempt was the one of this number. */
  public List<String> states(int attempts) {
    return states.stream().map(state -> state.replace(LAST, " " + attempts)).toList();
  }

  public static Emergency of(String text, Expressions expressions) {
    String[] parts = text.split(": ", 2);
    List<String> states = new ArrayList<>();
    boolean fromHere = parts[1].startsWith(BEFORE);
    String listed = fromHere ? parts[1].substring(BEFORE.length()) : parts[1];
    for (String state : listed.split(", ", -1)) {
      if (state.endsWith(LAST)) {
        states.add(state);
        continue;
      }
      String[] words = state.split(" ", 2);
      String[] range = words[1].split(" to ", 2);
      int last = expressions.count(range[range.length - 1]).number();
      for (int attempt = expressions.count(range[0]).number(); attempt <= last; attempt++) {
        states.add(words[0] + " " + attempt);
      }
    }
    return new Emergency(parts[0], states, fromHere, LimitSource.step(text));
  }
}
