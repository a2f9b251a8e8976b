// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.benchmarks.can;

import java.io.IOException;

/** One driver's socket on vcan0; frames are {@code 123#} and eight bytes. */
interface CanPeer extends AutoCloseable {

  String name();

  /** Whether it can send many frames in a call. */
  boolean batches();

  void sendOne(long payload) throws IOException;

  /** Sends frames with the payloads {@code first}, {@code first + 1}, ... */
  void sendMany(long first, int count) throws IOException;

  /**
   * Waits for a frame, then reads as many as the driver gives in a call.
   *
   * @return how many payloads were written
   */
  int read(long[] payloads) throws IOException;

  @Override
  void close() throws IOException;
}
