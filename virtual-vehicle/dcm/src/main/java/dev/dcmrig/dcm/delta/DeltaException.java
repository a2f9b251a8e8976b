// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.delta;

import java.io.Serial;

/** A delta can't be unpacked; the message says why, in words for an operator. */
public final class DeltaException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  DeltaException(String why) {
    super(why);
  }

  DeltaException(String why, Throwable cause) {
    super(why, cause);
  }
}
