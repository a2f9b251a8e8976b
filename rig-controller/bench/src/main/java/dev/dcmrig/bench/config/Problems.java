// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, so that a user sees all of it in one go. */
public final class Problems {
  /** Nobody reads more than this in one go; what is beyond is not kept. */
  private static final int MAX_PROBLEMS = 1_000;

  private final Set<Problem> found = new LinkedHashSet<>();

  public void add(Problem problem) {
    if (found.size() < MAX_PROBLEMS) {
      found.add(problem);
    }
  }

  public void add(String file, int line, String what, String remedy) {
    add(new Problem(file, line, what, remedy));
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public List<Problem> all() {
    return List.copyOf(found);
  }

  /** Does nothing when nothing is wrong. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigurationException(all());
    }
  }
}
