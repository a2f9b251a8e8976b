// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds.data;

import dev.dcmrig.uds.Nrc;
import dev.dcmrig.uds.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * An ECU that also takes software over the bus (ISO 14229-1:2020, clauses 14, 15 and annex F):
 * erase, download, check by CRC-32, dependencies. What was checked runs after the next reset. The
 * software's version stands at its beginning, as long as that of the file.
 *
 * <p>Does not simulate: a bootloader of its own, wear, a loss of supply in the midst of a write.
 */
public class FlashActions extends FileActions {
  /** eraseMemory. */
  public static final int ERASE = 0xFF00;

  /** checkProgrammingDependencies. */
  public static final int DEPENDENCIES = 0xFF01;

  /** The maker's own: is the software that of this CRC-32 (4 bytes)? */
  public static final int CHECK = 0x0202;

  private static final long ERASE_NANOS = 1_000_000_000L;
  private static final byte GOOD = 0;
  private static final byte BAD = 1;

  private final EcuFile file;
  private final FlashFaults faults = new FlashFaults();
  private byte @Nullable [] image;
  private boolean erased;
  private boolean whole;
  private boolean checked;
  private @Nullable String running;

  public FlashActions(EcuFile file, Map<EcuFile.Origin, Supplier<byte[]>> origins) {
    super(file, origins);
    this.file = file;
  }

  /** What goes wrong on purpose. */
  public FlashFaults faults() {
    return faults;
  }

  @Override
  public boolean isIgnored(byte[] request) {
    return faults.isIgnored(request);
  }

  @Override
  public Optional<Nrc> refusal(byte[] request) {
    return faults.refusal(request);
  }

  /** The CRC-32 of software, as {@link #CHECK} takes it. */
  public static byte[] crc(byte[] software) {
    CRC32 crc = new CRC32();
    crc.update(software);
    return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
  }

  /** Version of the software that was taken and runs; empty: the one of the file does. */
  public Optional<String> running() {
    return Optional.ofNullable(running);
  }

  /** Whether the ECU lets its memory be erased now. */
  protected boolean mayErase() {
    return true;
  }

  /** Whether the ECU lets software run that has come whole. */
  protected boolean isTrusted(byte[] software) {
    return true;
  }

  /** The ECU has started the software that was found good last. */
  protected void started() {}

  /** The ECU starts: what has been checked runs from now on. */
  public void boots() {
    byte[] taken = image;
    if (taken != null && checked && !faults.meets(FlashFaults.Step.START)) {
      int length = versionLength();
      running =
          new String(
              Arrays.copyOf(taken, Math.min(length, taken.length)), StandardCharsets.US_ASCII);
      started();
    } else if (erased) {
      running = "";
    }
  }

  private int versionLength() {
    return file.data().stream()
        .filter(data -> data.from().filter(EcuFile.Origin.SOFTWARE_VERSION::equals).isPresent())
        .mapToInt(data -> data.value().length)
        .findFirst()
        .orElse(0);
  }

  @Override
  public Outcome routine(int routine, int action, byte[] option) {
    return switch (routine) {
      case ERASE -> {
        if (!mayErase()) {
          yield Outcome.refused(Nrc.CONDITIONS_NOT_CORRECT);
        }
        image = null;
        erased = true;
        whole = false;
        checked = false;
        // What runs from now on is the bootloader.
        running = "";
        yield Outcome.done(GOOD).after(ERASE_NANOS);
      }
      case CHECK -> {
        byte[] taken = image;
        checked =
            taken != null
                && whole
                && Arrays.equals(crc(taken), option)
                && isTrusted(taken)
                && !faults.meets(FlashFaults.Step.CHECKSUM);
        yield Outcome.done(checked ? GOOD : BAD);
      }
      // What it needs of other ECUs is asked here only: its software would start all the same.
      case DEPENDENCIES ->
          Outcome.done(checked && !faults.meets(FlashFaults.Step.DEPENDENCIES) ? GOOD : BAD);
      default -> super.routine(routine, action, option);
    };
  }

  @Override
  public Outcome download(int format, long address, long size) {
    EcuFile.Flash flash = file.flash().orElse(null);
    if (flash == null) {
      return Outcome.refused(Nrc.UPLOAD_DOWNLOAD_NOT_ACCEPTED);
    }
    if (format != 0 || address != flash.first() || size < 1 || size > flash.size()) {
      return Outcome.refused(Nrc.REQUEST_OUT_OF_RANGE);
    }
    if (!erased || image != null) {
      return Outcome.refused(Nrc.CONDITIONS_NOT_CORRECT);
    }
    image = new byte[(int) size];
    return Outcome.done((byte) (flash.block() >> 8), (byte) flash.block());
  }

  @Override
  public Outcome block(long offset, byte[] data) {
    byte[] taken = image;
    if (taken == null) {
      return Outcome.refused(Nrc.GENERAL_PROGRAMMING_FAILURE);
    }
    System.arraycopy(data, 0, taken, (int) offset, data.length);
    return Outcome.done();
  }

  @Override
  public Outcome transferExit(byte[] data) {
    whole = true;
    return Outcome.done();
  }
}
