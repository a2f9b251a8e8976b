// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.boot;

/**
 * How a flash memory is cut up.
 *
 * @param blockBytes what is erased at once, for instance 4096
 * @param pageBytes what is programmed at once; a divisor of a block
 * @param blocks how many blocks there are
 * @param endurance erasures that a block stands; one more is refused
 */
public record FlashGeometry(int blockBytes, int pageBytes, int blocks, int endurance) {
  public FlashGeometry {
    if (pageBytes < 1 || blockBytes % pageBytes != 0 || blocks < 1 || endurance < 1) {
      throw new IllegalArgumentException(
          "a flash of "
              + blocks
              + " blocks of "
              + blockBytes
              + " bytes in pages of "
              + pageBytes
              + ": choose at least one block, of whole pages");
    }
    Math.multiplyExact(blockBytes, blocks);
  }

  public int bytes() {
    return blockBytes * blocks;
  }

  /** Blocks that so many bytes need. */
  public int blocksFor(int bytes) {
    return (bytes + blockBytes - 1) / blockBytes;
  }
}
