// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import dev.dcmrig.dcm.boot.DownloadArea;
import dev.dcmrig.dcm.delta.DeltaException;
import dev.dcmrig.dcm.delta.DeltaReader;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes an image of a delta on the flash and of what runs, block by block, in the place where the
 * image would lie if it had been loaded itself. What a reset leaves is begun anew: the delta is
 * still there. On the timeline's thread.
 */
final class Unpacking {
  /** Who wants the image. */
  interface Listener {
    /** All of it is on the flash; whether it is the one that was announced. */
    void unpacked(Action action, boolean asAnnounced);

    /** No image can be made. */
    void failed(Action action, String why);
  }

  private final FirmwareKeeper firmware;
  private final DownloadArea area;
  private final FlashPace pace;
  private final BooleanSupplier suspended;
  private final Listener listener;
  private @Nullable Work work;

  /**
   * @param suspended whether an emergency suspends the update; who knows its end proceeds again
   */
  Unpacking(FirmwareKeeper firmware, FlashPace pace, BooleanSupplier suspended, Listener listener) {
    this.firmware = firmware;
    this.area = firmware.download();
    this.pace = pace;
    this.suspended = suspended;
    this.listener = listener;
  }

  /** One delta that is being unpacked. */
  private static final class Work {
    final Action action;
    final DeltaReader reader;
    final MessageDigest digest;
    final int size;
    int done;

    Work(Action action, DeltaReader reader, MessageDigest digest, int size) {
      this.action = action;
      this.reader = reader;
      this.digest = digest;
      this.size = size;
    }
  }

  /** Whether an action's delta is being unpacked. */
  boolean isAt(Action action) {
    Work now = work;
    return now != null && now.action == action;
  }

  /** Begins with a delta that has come whole. */
  void begin(Action action) {
    stop();
    int size = (int) action.offer.own().size();
    try {
      DeltaReader reader =
          new DeltaReader(
              firmware.runningImage(),
              area.stream(action.place(), (int) action.artifact().size()),
              size);
      work = new Work(action, reader, area.digestOf(0, 0), size);
    } catch (DeltaException e) {
      failed(action, e);
      return;
    }
    proceed();
  }

  /** Goes on, if nothing is being written and no emergency suspends it (OTA-09). */
  void proceed() {
    Work now = work;
    if (now == null || pace.isBusy() || suspended.getAsBoolean()) {
      return;
    }
    try {
      if (now.done < now.size) {
        block(now);
      } else {
        now.reader.finish();
        finished(now);
      }
    } catch (DeltaException e) {
      failed(now.action, e);
    }
  }

  private void block(Work now) throws DeltaException {
    byte[] block = now.reader.next(FirmwareKeeper.BLOCK_BYTES);
    int at = now.action.offer.placeOf(now.action.offer.own()) + now.done;
    if (!area.isWritable(at, block.length)) {
      stop();
      listener.failed(now.action, "the flash is worn out");
      return;
    }
    pace.begin(block.length, () -> area.write(at, block), () -> written(now, block));
  }

  private void written(Work now, byte[] block) {
    if (work == now) {
      now.digest.update(block);
      now.done += block.length;
      proceed();
    }
  }

  private void finished(Work now) {
    stop();
    String made = HexFormat.of().formatHex(now.digest.digest());
    listener.unpacked(now.action, made.equals(now.action.offer.own().sha256()));
  }

  private void failed(Action action, DeltaException why) {
    stop();
    listener.failed(action, String.valueOf(why.getMessage()));
  }

  /** What is under way is lost, and begun anew when it is due. */
  void stop() {
    Work now = work;
    work = null;
    if (now != null) {
      now.reader.close();
    }
  }
}
