// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.trace;

import java.io.IOException;

/**
 * A file is no frame log, or is not as it was written. The message says which file, and how that
 * was seen. Other {@link IOException}s of a reader are the disk's.
 */
public final class TraceException extends IOException {
  private static final long serialVersionUID = 1L;

  TraceException(String message) {
    super(message);
  }

  TraceException(String message, Throwable cause) {
    super(message, cause);
  }
}
