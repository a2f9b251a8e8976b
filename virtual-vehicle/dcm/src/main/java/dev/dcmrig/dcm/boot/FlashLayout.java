// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.boot;

/**
 * Where things lie on the flash.
 *
 * <pre>
 *   block 0, 1      record of state, written by turns
 *   then            slot A: one block for its head, then the image
 *   then            slot B: the same
 *   then            the download: the image as it comes
 * </pre>
 *
 * @param blockBytes of one block
 * @param imageBlocks room of an image: of each slot and of the download
 */
public record FlashLayout(int blockBytes, int imageBlocks) {
  static final int STATE_BLOCKS = 2;
  private static final int HEAD_BLOCKS = 1;

  /** The geometry of a flash with just this on it. */
  public FlashGeometry geometry(int pageBytes, int endurance) {
    int blocks = STATE_BLOCKS + 2 * (HEAD_BLOCKS + imageBlocks) + imageBlocks;
    return new FlashGeometry(blockBytes, pageBytes, blocks, endurance);
  }

  /** The largest image, in bytes. */
  public int imageBytes() {
    return imageBlocks * blockBytes;
  }

  int headBlock(Slot slot) {
    return STATE_BLOCKS + slot.number() * (HEAD_BLOCKS + imageBlocks);
  }

  int imageBlock(Slot slot) {
    return headBlock(slot) + HEAD_BLOCKS;
  }

  /** The first block of the download. */
  public int downloadBlock() {
    return STATE_BLOCKS + 2 * (HEAD_BLOCKS + imageBlocks);
  }
}
