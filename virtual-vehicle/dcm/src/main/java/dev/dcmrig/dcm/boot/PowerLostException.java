// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.boot;

/** The supply failed in the middle of an operation of the flash: nothing after it has happened. */
public final class PowerLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PowerLostException(String doing, int address) {
    super(
        "the supply failed "
            + doing
            + " flash address "
            + address
            + "; restore it and start the bootloader again");
  }
}
