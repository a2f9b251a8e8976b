// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.boot;

/**
 * One installation into the spare slot, in pieces. Its head is erased first and programmed last:
 * what the supply cuts leaves a slot that holds nothing.
 */
public final class SlotWriter {
  private final FlashSlots slots;
  private final Slot slot;
  private final SlotHead head;
  private int written;

  SlotWriter(FlashSlots slots, Slot slot, SlotHead head) {
    this.slots = slots;
    this.slot = slot;
    this.head = head;
  }

  /** Whether the slot has room, and its blocks stand another erasure. */
  public boolean isPossible() {
    return slots.isInstallable(slot, head.bytes());
  }

  /** The slot holds nothing from here on. */
  public void begin() {
    slots.invalidate(slot);
  }

  /**
   * Takes the next piece.
   *
   * @param piece whole blocks; only the last one may end within a block
   */
  public void write(byte[] piece) {
    if (written % slots.blockBytes() != 0) {
      throw new IllegalStateException("the piece before ended within a block, at " + written);
    }
    slots.writeImage(slot, written, piece);
    written += piece.length;
  }

  /** Bytes of the image that are in the slot. */
  public int written() {
    return written;
  }

  /** Bytes that the switch to it programs: the head, and the bootloader's record. */
  public int switchBytes() {
    return head.encodedBytes() + BootStateStore.RECORD_BYTES;
  }

  /**
   * Reads the image back and, when it is whole, says so in its head.
   *
   * @return whether it is whole
   */
  public boolean finish() {
    if (written != head.bytes() || !slots.holds(slot, head.bytes(), head.sha256())) {
      return false;
    }
    slots.writeHead(slot, head);
    return true;
  }
}
