// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.boot;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The record of state in two blocks of the flash. Each record takes one page, has a sequence number
 * and a CRC, and goes into the next blank page; the newest whole one counts. A block is erased only
 * when the newest record lies in the other: a cut write never costs the record before it.
 *
 * <pre>
 *   0   4         12          13        14         15          16      20
 *   +---+---------+-----------+---------+----------+-----------+-------+
 *   |DCMB| sequence| committed | onTrial | attempts | rolledBack| CRC32 |
 *   +---+---------+-----------+---------+----------+-----------+-------+
 * </pre>
 */
final class BootStateStore {
  private static final int MAGIC = 0x44434D42;
  private static final int COVERED_BYTES = 16;
  static final int RECORD_BYTES = COVERED_BYTES + 4;
  private static final int NO_SLOT = 0xFF;
  private static final int MOST_ATTEMPTS = 0xFF;

  private final Flash flash;
  private final int pagesPerBlock;

  BootStateStore(Flash flash) {
    this.flash = flash;
    this.pagesPerBlock = flash.geometry().blockBytes() / flash.geometry().pageBytes();
  }

  private record Found(int page, long sequence, BootState state) {}

  /** The newest whole record; that of the factory when there is none. */
  BootState read() {
    return newest().map(Found::state).orElse(BootState.FACTORY);
  }

  /**
   * Writes a record; does nothing when it says what the newest says.
   *
   * @throws PowerLostException when the supply fails: then the record before it still counts
   */
  void write(BootState state) {
    Optional<Found> before = newest();
    if (before.map(Found::state).filter(state::equals).isPresent()) {
      return;
    }
    long sequence = before.map(found -> found.sequence() + 1).orElse(1L);
    int page = before.map(this::pageAfter).orElseGet(() -> firstOf(0));
    flash.program(page * flash.geometry().pageBytes(), encode(sequence, state));
  }

  /** The next blank page of the block; else the first one of the other block, erased. */
  private int pageAfter(Found newest) {
    int block = newest.page() / pagesPerBlock;
    for (int page = newest.page() + 1; page < (block + 1) * pagesPerBlock; page++) {
      if (isBlank(page)) {
        return page;
      }
    }
    return firstOf(1 - block);
  }

  private int firstOf(int block) {
    flash.erase(block);
    return block * pagesPerBlock;
  }

  private boolean isBlank(int page) {
    return flash.isBlank(page * flash.geometry().pageBytes(), flash.geometry().pageBytes());
  }

  private Optional<Found> newest() {
    Optional<Found> newest = Optional.empty();
    for (int page = 0; page < FlashLayout.STATE_BLOCKS * pagesPerBlock; page++) {
      Optional<Found> found = decode(page);
      if (found.isPresent()
          && newest.filter(best -> best.sequence() >= found.get().sequence()).isEmpty()) {
        newest = found;
      }
    }
    return newest;
  }

  private static byte[] encode(long sequence, BootState state) {
    Slot trial = state.onTrial();
    ByteBuffer out = ByteBuffer.allocate(RECORD_BYTES);
    out.putInt(MAGIC).putLong(sequence).put((byte) state.committed().number());
    out.put((byte) (trial == null ? NO_SLOT : trial.number()));
    out.put((byte) Math.min(MOST_ATTEMPTS, state.attempts()));
    out.put((byte) (state.rolledBack() ? 1 : 0));
    return out.putInt(crc(out.array())).array();
  }

  private Optional<Found> decode(int page) {
    byte[] bytes = flash.read(page * flash.geometry().pageBytes(), RECORD_BYTES);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getInt() != MAGIC || in.getInt(COVERED_BYTES) != crc(bytes)) {
      return Optional.empty();
    }
    long sequence = in.getLong();
    Slot committed = Slot.of(in.get());
    int trial = in.get() & 0xFF;
    int attempts = in.get() & 0xFF;
    BootState state =
        new BootState(committed, trial == NO_SLOT ? null : Slot.of(trial), attempts, in.get() != 0);
    return Optional.of(new Found(page, sequence, state));
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, COVERED_BYTES);
    return (int) crc.getValue();
  }
}
