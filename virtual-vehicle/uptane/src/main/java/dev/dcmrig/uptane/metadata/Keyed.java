// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.metadata;

import dev.dcmrig.uptane.key.VerificationKey;
import java.util.Map;

/** Metadata that names keys for other roles: root metadata, and targets metadata by delegation. */
public interface Keyed {
  /** The keys by id. */
  Map<String, VerificationKey> keys();
}
