// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.metadata;

import java.util.Locale;

/** The four roles of a repository (Uptane 5.1). */
public enum Role {
  ROOT,
  TIMESTAMP,
  SNAPSHOT,
  TARGETS;

  /** The name in metadata and in file names, for instance {@code root}. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
