// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.boot;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** The slots on the flash: heads, images and whether they agree. */
final class FlashSlots {
  /** What is hashed at once. */
  private static final int PIECE_BYTES = 64 * 1024;

  private final Flash flash;
  private final FlashLayout layout;

  FlashSlots(Flash flash, FlashLayout layout) {
    this.flash = flash;
    this.layout = layout;
  }

  /** The version of a slot whose image is what its head says. */
  Optional<String> wholeVersion(Slot slot) {
    byte[] head = flash.read(layout.headBlock(slot) * layout.blockBytes(), SlotHead.MAX_BYTES);
    return SlotHead.decode(head)
        .filter(read -> holds(slot, read.bytes(), read.sha256()))
        .map(SlotHead::version);
  }

  /** Whether the slot's image has this hash. */
  boolean holds(Slot slot, int bytes, byte[] sha256) {
    return bytes >= 0
        && bytes <= layout.imageBytes()
        && Arrays.equals(sha256(flash, imageAddress(slot), bytes), sha256);
  }

  byte[] imageStart(Slot slot, int count) {
    return flash.read(imageAddress(slot), Math.min(count, layout.imageBytes()));
  }

  /** The image that a slot's head tells of; empty without a head. */
  byte[] image(Slot slot) {
    byte[] head = flash.read(layout.headBlock(slot) * layout.blockBytes(), SlotHead.MAX_BYTES);
    int bytes = SlotHead.decode(head).map(SlotHead::bytes).orElse(0);
    return imageStart(slot, Math.max(0, bytes));
  }

  /** From now on the slot holds nothing. */
  void invalidate(Slot slot) {
    flash.erase(layout.headBlock(slot));
  }

  void writeHead(Slot slot, SlotHead head) {
    flash.program(layout.headBlock(slot) * layout.blockBytes(), head.encode());
  }

  /** Erases the blocks that begin in this part of the image, and programs it. */
  void writeImage(Slot slot, int offset, byte[] part) {
    int first = layout.imageBlock(slot) + offset / layout.blockBytes();
    for (int block = 0; block < flash.geometry().blocksFor(part.length); block++) {
      flash.erase(first + block);
    }
    flash.program(imageAddress(slot) + offset, part);
  }

  /** Whether head and image of so many bytes stand another installation. */
  boolean isInstallable(Slot slot, int bytes) {
    return bytes <= layout.imageBytes()
        && flash.isErasable(layout.headBlock(slot), 1 + flash.geometry().blocksFor(bytes));
  }

  int blockBytes() {
    return layout.blockBytes();
  }

  private int imageAddress(Slot slot) {
    return layout.imageBlock(slot) * layout.blockBytes();
  }

  static byte[] sha256(byte[] bytes) {
    return digest().digest(bytes);
  }

  static byte[] sha256(Flash flash, int address, int bytes) {
    MessageDigest digest = digest();
    for (int done = 0; done < bytes; done += PIECE_BYTES) {
      digest.update(flash.read(address + done, Math.min(PIECE_BYTES, bytes - done)));
    }
    return digest.digest();
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
