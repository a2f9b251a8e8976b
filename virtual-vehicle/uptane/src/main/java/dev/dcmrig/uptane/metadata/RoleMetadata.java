// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.metadata;

import java.time.Instant;

/** What the metadata of all roles have (Uptane 5.2.1). */
public sealed interface RoleMetadata permits Root, Timestamp, Snapshot, Targets {
  /** 1 or more; grows with each new file of the role. */
  long version();

  /** From this instant on it is worth nothing. */
  Instant expires();
}
