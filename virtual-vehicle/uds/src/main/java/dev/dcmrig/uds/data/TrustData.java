// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uds.data;

import dev.dcmrig.uds.data.EcuFile.Origin;
import java.util.Set;

/**
 * Identifiers of data by which an ECU's trust in software is served (docs/DCM-INTERFACE.md, 1.3;
 * Uptane 2.1, 5.4.2). They are this bench's own, in the range of makers (ISO 14229-1:2020, annex
 * C.1: 0x0100 to 0xA5FF).
 */
public final class TrustData {
  /** Read: a new number for the time server to sign, 16 letters. */
  public static final int NONCE = 0x0201;

  /** Written: a message of the time server. */
  public static final int TIME = 0x0202;

  /** Written: the director's next root metadata. */
  public static final int ROOT = 0x0203;

  /** Written: the director's targets metadata. */
  public static final int TARGETS = 0x0204;

  /** Read: the ECU's version report, signed. */
  public static final int REPORT = 0x0205;

  private static final Set<Integer> ALL = Set.of(NONCE, TIME, ROOT, TARGETS, REPORT);

  private TrustData() {}

  /** Whether an ECU verifies its software by itself, and signs what it runs. */
  public static boolean isIn(EcuFile file) {
    return file.data().stream()
        .anyMatch(one -> one.from().filter(Origin.VERSION_REPORT::equals).isPresent());
  }

  /** The same file of an ECU whose factory has given it no keys: it has no such data. */
  public static EcuFile takenOut(EcuFile file) {
    return new EcuFile(
        file.title(),
        file.p2(),
        file.p2Star(),
        file.security(),
        file.data().stream().filter(one -> !ALL.contains(one.number())).toList(),
        file.routines(),
        file.dtcs(),
        file.snapshot(),
        file.flash());
  }
}
