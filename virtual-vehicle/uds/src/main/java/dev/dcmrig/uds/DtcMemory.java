// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * The fault memory of an ECU: for each trouble code its status byte (ISO 14229-1:2020, D.2), a
 * snapshot of when it came, and how often it came.
 *
 * <pre>
 *   bit 0 testFailed               bit 4 testNotCompletedSinceLastClear
 *   bit 1 testFailedThisOperation  bit 5 testFailedSinceLastClear
 *   bit 2 pendingDTC               bit 6 testNotCompletedThisOperation
 *   bit 3 confirmedDTC             bit 7 warningIndicatorRequested
 * </pre>
 *
 * Whoever keeps it over a loss of supply takes {@link #kept} of each code that {@link #onChange}
 * names, and gives it back by {@link #restore}.
 *
 * <p>Does not simulate: aging, and confirmation over more than one operation cycle.
 */
public final class DtcMemory {
  public static final int TEST_FAILED = 0x01;
  public static final int CONFIRMED = 0x08;

  /** What a failed test sets: failed, this operation, pending, confirmed, since the last clear. */
  private static final int FAILED = 0x2F;

  private static final int NOT_TESTED = 0x50;
  private static final int FAILED_THIS_OPERATION = 0x02;
  private static final int PENDING = 0x04;
  private static final int NOT_TESTED_THIS_OPERATION = 0x40;
  private static final int MAX_OCCURRENCES = 0xFF;

  private static final class Entry {
    int status = NOT_TESTED;
    int occurrences;
    byte[] snapshot = {};
  }

  /**
   * What is known of a trouble code.
   *
   * @param status the status byte, 0 to 255
   * @param occurrences how often it came, 0 to 255
   * @param snapshot of when it came; empty: none
   */
  public record Kept(int status, int occurrences, byte[] snapshot) {}

  private final Map<Integer, Entry> entries = new TreeMap<>();
  private final IntPredicate clearable;
  private IntConsumer changed = code -> {};
  private boolean on = true;

  public DtcMemory(EcuDescription ecu) {
    this(ecu, code -> true);
  }

  /**
   * @param clearable which codes a request to clear them forgets
   */
  public DtcMemory(EcuDescription ecu, IntPredicate clearable) {
    this.clearable = clearable;
    ecu.dtcs().forEach(dtc -> entries.put(dtc.code(), new Entry()));
  }

  /** Is told each code of which something has changed; replaces the one before. */
  public void onChange(IntConsumer listener) {
    changed = listener;
  }

  /** What is known of a code of the description. */
  public Kept kept(int code) {
    Entry entry = known(code);
    return new Kept(entry.status, entry.occurrences, entry.snapshot);
  }

  /** Puts back what was kept of a code; nobody is told. */
  public void restore(int code, Kept kept) {
    Entry entry = known(code);
    entry.status = kept.status() & 0xFF;
    entry.occurrences = Math.min(kept.occurrences(), MAX_OCCURRENCES);
    entry.snapshot = kept.snapshot();
  }

  /** An operation cycle begins (D.2): what failed in the one before is no longer "this" one. */
  public void newOperation() {
    entries.forEach(
        (code, entry) -> {
          boolean passed =
              (entry.status & (FAILED_THIS_OPERATION | NOT_TESTED_THIS_OPERATION)) == 0;
          int next = (entry.status & ~FAILED_THIS_OPERATION) | NOT_TESTED_THIS_OPERATION;
          become(code, entry, passed ? next & ~PENDING : next);
        });
  }

  private void become(int code, Entry entry, int status) {
    if (entry.status != status) {
      entry.status = status;
      changed.accept(code);
    }
  }

  /** ControlDTCSetting: off keeps all status bits as they are. */
  public void setting(boolean updates) {
    on = updates;
  }

  /**
   * A test of a trouble code failed.
   *
   * @param snapshot what is kept of the moment: data by their identifiers, 255 at most
   * @throws IllegalArgumentException for a code that the ECU doesn't know
   */
  public void failed(int code, SortedMap<Integer, byte[]> snapshot) {
    Entry entry = known(code);
    if (!on) {
      return;
    }
    if ((entry.status & TEST_FAILED) == 0) {
      entry.occurrences = Math.min(entry.occurrences + 1, MAX_OCCURRENCES);
      if (entry.snapshot.length == 0) {
        entry.snapshot = record(snapshot);
      }
    }
    become(code, entry, (entry.status | FAILED) & ~NOT_TESTED);
  }

  /** DTCSnapshotRecordNumberOfIdentifiers, and each identifier with its data (12.3.3). */
  private static byte[] record(SortedMap<Integer, byte[]> snapshot) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(snapshot.size());
    snapshot.forEach(
        (identifier, data) -> {
          bytes.write(identifier >> 8);
          bytes.write(identifier);
          bytes.writeBytes(data);
        });
    return bytes.toByteArray();
  }

  /** A test of a trouble code passed: it is there no more, and still known. */
  public void passed(int code) {
    Entry entry = known(code);
    if (on) {
      become(code, entry, entry.status & ~(TEST_FAILED | NOT_TESTED));
    }
  }

  private Entry known(int code) {
    Entry entry = entries.get(code);
    if (entry == null) {
      throw new IllegalArgumentException(
          String.format("DTC 0x%06X is not in the ECU's description", code));
    }
    return entry;
  }

  /** Forgets all, or one; false when there is no such code or group. */
  boolean clear(int group) {
    if (group == Request.ClearDtc.ALL) {
      List.copyOf(entries.keySet()).forEach(this::forget);
      return true;
    }
    if (!entries.containsKey(group)) {
      return false;
    }
    forget(group);
    return true;
  }

  private void forget(int code) {
    if (clearable.test(code)) {
      entries.put(code, new Entry());
      changed.accept(code);
    }
  }

  boolean knows(int code) {
    return entries.containsKey(code);
  }

  int status(int code) {
    return known(code).status;
  }

  byte[] snapshot(int code) {
    return known(code).snapshot;
  }

  int occurrences(int code) {
    return known(code).occurrences;
  }

  /** Codes with a status bit of the mask, in their order. */
  List<Integer> matching(int mask) {
    List<Integer> codes = new ArrayList<>();
    entries.forEach(
        (code, entry) -> {
          if ((entry.status & mask) != 0) {
            codes.add(code);
          }
        });
    return codes;
  }

  List<Integer> all() {
    return List.copyOf(entries.keySet());
  }
}
