// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.attack;

import dev.dcmrig.uptane.Yard;
import java.io.InputStream;
import java.time.Duration;

/** Bytes without an end, in blocks of a size, each after a time. */
final class SlowStream extends InputStream {
  private final Yard yard;
  private final int block;
  private final Duration pause;

  SlowStream(Yard yard, int block, Duration pause) {
    this.yard = yard;
    this.block = block;
    this.pause = pause;
  }

  @Override
  public int read() {
    yard.now = yard.now.plus(pause);
    return ' ';
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    yard.now = yard.now.plus(pause);
    return Math.min(length, block);
  }
}
