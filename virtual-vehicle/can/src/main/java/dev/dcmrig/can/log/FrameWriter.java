// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.log;

import dev.dcmrig.can.Frame;
import java.io.Closeable;
import java.io.IOException;

/** Writes a log, one frame at a time. Closing it writes what stands at a log's end. */
public interface FrameWriter extends Closeable {

  /**
   * Adds a frame; times never go back.
   *
   * @param epochMicros microseconds since 1970
   * @param channel the interface, for instance {@code can0}
   */
  void write(long epochMicros, String channel, Frame frame) throws IOException;
}
