// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi.line;

import java.io.IOException;

/** Bytes to one instrument and back. Used by one thread at a time. */
public interface InstrumentLine extends AutoCloseable {

  /** How long one {@link #read} waits, in milliseconds. */
  int LOOK_MILLIS = 100;

  /**
   * Sends all of these bytes.
   *
   * @throws IOException when the instrument is gone
   */
  void send(byte[] bytes) throws IOException;

  /**
   * Reads what has come, and waits for it up to {@link #LOOK_MILLIS}.
   *
   * @return bytes read; 0 when nothing has come
   * @throws IOException when the instrument is gone
   */
  int read(byte[] into) throws IOException;

  @Override
  void close();
}
