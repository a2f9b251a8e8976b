// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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
 * Does not simulate: aging, and confirmation over more than one operation cycle.
 */
public final class DtcMemory {
  public static final int TEST_FAILED = 0x01;
  public static final int CONFIRMED = 0x08;

  /** What a failed test sets: failed, this operation, pending, confirmed, since the last clear. */
  private static final int FAILED = 0x2F;

  private static final int NOT_TESTED = 0x50;
  private static final int MAX_OCCURRENCES = 0xFF;

  private static final class Entry {
    int status = NOT_TESTED;
    int occurrences;
    byte[] snapshot = {};
  }

  private final Map<Integer, Entry> entries = new TreeMap<>();
  private boolean on = true;

  public DtcMemory(EcuDescription ecu) {
    ecu.dtcs().forEach(dtc -> entries.put(dtc.code(), new Entry()));
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
    entry.status = (entry.status | FAILED) & ~NOT_TESTED;
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
      entry.status &= ~(TEST_FAILED | NOT_TESTED);
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
      entries.replaceAll((code, entry) -> new Entry());
      return true;
    }
    return entries.replace(group, new Entry()) != null;
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
