// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration can't be used. The message has one line a problem. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Problems that a message lists; what is beyond is counted. */
  static final int LISTED = 20;

  private final transient List<Problem> problems;

  public ConfigurationException(List<Problem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  public ConfigurationException(Problem problem) {
    this(List.of(problem));
  }

  public List<Problem> problems() {
    return problems;
  }

  private static String message(List<Problem> problems) {
    String listed =
        problems.stream()
            .limit(LISTED)
            .map(Problem::toString)
            .collect(Collectors.joining(System.lineSeparator()));
    int more = problems.size() - LISTED;
    return more <= 0 ? listed : listed + System.lineSeparator() + "and " + more + " more problems";
  }
}
