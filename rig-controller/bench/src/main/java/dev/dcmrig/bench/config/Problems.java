// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that a user sees all of it in one go. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  public void add(Problem problem) {
    if (!found.contains(problem)) {
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
      throw new ConfigurationException(found);
    }
  }
}
