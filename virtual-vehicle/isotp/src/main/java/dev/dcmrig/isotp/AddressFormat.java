// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.isotp;

/** Where the address of a message stands (ISO 15765-2:2016, 10.3). */
public enum AddressFormat {
  /** In the identifier alone. Normal fixed addressing is this, with identifiers by a rule. */
  NORMAL,

  /** The first data byte is the target address (N_TA). */
  EXTENDED,

  /** The first data byte is the address extension (N_AE), the same in both directions. */
  MIXED;

  /** Data bytes of each frame that the address takes. */
  int bytes() {
    return this == NORMAL ? 0 : 1;
  }
}
