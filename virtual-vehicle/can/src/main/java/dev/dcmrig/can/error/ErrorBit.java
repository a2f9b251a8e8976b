// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.error;

import java.util.EnumSet;
import java.util.Set;

/** One thing that an error frame can tell: a bit of its identifier or of a data byte. */
public sealed interface ErrorBit permits ControllerProblem, ErrorClass, ProtocolViolation {

  /** Its bit (CAN_ERR_... of linux/can/error.h). */
  int bit();

  /** What it means, for people: lower case, without a full stop. */
  String words();

  /** Those constants of an enumeration whose bits are set; bits without a constant are ignored. */
  static <E extends Enum<E> & ErrorBit> Set<E> of(Class<E> kind, int bits) {
    Set<E> found = EnumSet.allOf(kind);
    found.removeIf(each -> (bits & each.bit()) == 0);
    return found;
  }
}
