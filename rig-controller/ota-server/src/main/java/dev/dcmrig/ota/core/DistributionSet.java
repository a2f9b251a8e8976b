// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import java.util.List;

/** Software modules that belong together: what a target is assigned. */
public record DistributionSet(long id, String name, String version, List<Module> modules) {
  public DistributionSet {
    modules = List.copyOf(modules);
  }
}
