// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.fleet;

import dev.dcmrig.fleet.cluster.ClusterAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Addresses of options. */
final class Addresses {
  private Addresses() {}

  /** Null where nothing is given. */
  static @Nullable ClusterAddress parsed(
      CommandLine command, String option, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return ClusterAddress.of(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, option + ": " + e.getMessage());
    }
  }
}
