// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.evidence.measurement.LimitSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What a step expects the service to know of an emergency: {@code sos: triggered 1 to
 * {sos.attempts}, given-up {sos.attempts}}.
 *
 * @param kind {@code sos} or {@code acn}
 * @param states in order, each with the number of its attempt: {@code triggered 1}
 * @param source where that comes from
 */
public record Emergency(String kind, List<String> states, LimitSource source) {

  /** Pattern of one state and the attempts that it was told of. */
  static final String STATE =
      "(?:triggered|connected|ended|given-up) "
          + Expressions.COUNT
          + "(?: to "
          + Expressions.COUNT
          + ")?";

  /** Pattern of the step parameter. */
  static final String PATTERN = "(?:sos|acn): " + STATE + "(?:, " + STATE + ")*";

  public Emergency {
    states = List.copyOf(states);
  }

  static Emergency of(String text, Expressions expressions) {
    String[] parts = text.split(": ", 2);
    List<String> states = new ArrayList<>();
    for (String state : parts[1].split(", ", -1)) {
      String[] words = state.split(" ", 2);
      String[] range = words[1].split(" to ", 2);
      int last = expressions.count(range[range.length - 1]).number();
      for (int attempt = expressions.count(range[0]).number(); attempt <= last; attempt++) {
        states.add(words[0] + " " + attempt);
      }
    }
    return new Emergency(parts[0], states, LimitSource.step(text));
  }
}
