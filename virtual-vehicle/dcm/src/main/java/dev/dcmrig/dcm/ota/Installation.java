// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.boot.SlotWriter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Copies the image from the download into the spare slot, block by block, as long as the car is as
 * it should (OTA-05). What a reset leaves is begun anew: the spare slot holds nothing until then.
 */
final class Installation {
  private static final HexFormat HEX = HexFormat.of();

  /** Who wants it installed. */
  interface Listener {
    /** The car is not as it should: nothing is written until it is. */
    void paused(String why);

    /** Another block is written, or about to be. */
    void writing();

    /** The whole image is in the slot, and the next start is of it. */
    void complete();

    void failed(String why);
  }

  private final FirmwareKeeper firmware;
  private final FlashPace pace;
  private final Preconditions preconditions;
  private final OtaRules rules;
  private final BooleanSupplier suspended;
  private final Listener listener;
  private @Nullable SlotWriter writer;
  private boolean whole;

  /**
   * @param suspended whether an emergency suspends the update; who knows its end proceeds again
   */
  Installation(
      FirmwareKeeper firmware,
      FlashPace pace,
      Preconditions preconditions,
      OtaRules rules,
      BooleanSupplier suspended,
      Listener listener) {
    this.firmware = firmware;
    this.pace = pace;
    this.preconditions = preconditions;
    this.rules = rules;
    this.suspended = suspended;
    this.listener = listener;
  }

  /** Nothing is written any more. */
  void stop() {
    writer = null;
  }

  /** Goes on, if nothing is being written and no emergency suspends it (OTA-09). */
  void proceed(Offer offer) {
    if (pace.isBusy() || suspended.getAsBoolean()) {
      return;
    }
    Optional<String> missing = preconditions.missing();
    if (missing.isPresent() && rules.isStopped(true)) {
      listener.paused(missing.get());
      return;
    }
    SlotWriter open = writer;
    if (open == null) {
      open =
          firmware
              .bootloader()
              .writer(
                  offer.version(), (int) offer.own().size(), HEX.parseHex(offer.own().sha256()));
      if (!open.isPossible()) {
        listener.failed("the slot is too small, or worn out");
        return;
      }
      writer = open;
      listener.writing();
      SlotWriter begun = open;
      pace.begin(FirmwareKeeper.BLOCK_BYTES, begun::begin, () -> goOn(begun, offer));
    } else if (open.written() < offer.own().size()) {
      block(open, offer);
    } else {
      finish(open);
    }
  }

  private void block(SlotWriter open, Offer offer) {
    listener.writing();
    int offset = open.written();
    int count = (int) Math.min(FirmwareKeeper.BLOCK_BYTES, offer.own().size() - offset);
    byte[] block = firmware.download().read(offer.placeOf(offer.own()) + offset, count);
    pace.begin(count, () -> open.write(block), () -> goOn(open, offer));
  }

  private void goOn(SlotWriter open, Offer offer) {
    if (writer == open) {
      proceed(offer);
    }
  }

  /**
   * The head and the record take their time, too: the supply may fail between any two bytes. They
   * are programmed and not erased, which is half of what a pace counts with.
   */
  private void finish(SlotWriter open) {
    whole = false;
    pace.begin((open.switchBytes() + 1) / 2, () -> switchOver(open), () -> finished(open));
  }

  private void switchOver(SlotWriter open) {
    if (writer == open && open.finish()) {
      firmware.bootloader().tryOut();
      whole = true;
    }
  }

  private void finished(SlotWriter open) {
    if (writer != open) {
      return;
    }
    writer = null;
    if (whole) {
      listener.complete();
    } else {
      listener.failed("the slot does not hold what was announced");
    }
  }
}
