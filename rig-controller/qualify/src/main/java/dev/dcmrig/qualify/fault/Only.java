// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.fault;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Faults that somebody names by their ids. In a pattern {@code *} stands for any characters, none
 * included; an id matches as a whole.
 *
 * @param patterns at least one of them must match; without any, every fault is meant
 */
public record Only(List<String> patterns) {

  /** Every fault. */
  public static final Only ALL = new Only(List.of());

  public Only {
    patterns = List.copyOf(patterns);
  }

  /** Whether a part is meant, and not all. */
  public boolean isPart() {
    return !patterns.isEmpty();
  }

  /** The first pattern that no fault matches: what it names would be left out without a word. */
  public Optional<String> idle(List<Fault> faults) {
    return patterns.stream()
        .filter(
            pattern ->
                faults.stream().noneMatch(fault -> compiled(pattern).matcher(fault.id()).matches()))
        .findFirst();
  }

  /** Those that are meant, in their order. */
  public List<Fault> of(List<Fault> faults) {
    List<Pattern> compiled = patterns.stream().map(Only::compiled).toList();
    return faults.stream()
        .filter(
            fault ->
                compiled.isEmpty()
                    || compiled.stream().anyMatch(each -> each.matcher(fault.id()).matches()))
        .toList();
  }

  private static Pattern compiled(String pattern) {
    return Pattern.compile(
        List.of(pattern.split("\\*", -1)).stream()
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }
}
