// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.log;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a log from its beginning, one frame at a time. */
public interface FrameReader extends Closeable {

  /**
   * The next frame; null at the end.
   *
   * @throws IllegalArgumentException with file, line (or byte), and what is wrong there
   */
  @Nullable LoggedFrame next() throws IOException;
}
