// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.util.List;
import java.util.stream.Stream;

/** What the devices under test of a run said that they are, their versions included. */
public final class DutIdentities {
  /** More than the profiles and versions that one run meets. */
  private static final int MAX = 16;

  private DutIdentities() {}

  /**
   * Each once, in the order of scenarios.
   *
   * @param said in each scenario; empty where nothing was said
   */
  public static List<String> of(Stream<String> said) {
    return said.filter(one -> !one.isEmpty()).distinct().limit(MAX).toList();
  }
}
