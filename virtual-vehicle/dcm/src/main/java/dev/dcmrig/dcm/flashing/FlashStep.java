// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.flashing;

import java.util.Locale;

/** The steps of giving an ECU new software, in their order (ISO 14229-1:2020, annex H). */
public enum FlashStep {
  IDENTIFICATION,
  SESSION,
  SECURITY_ACCESS,
  ERASE,
  DOWNLOAD,
  BLOCK,
  TRANSFER_EXIT,
  CHECKSUM,
  DEPENDENCIES,
  RESET,
  READING_BACK;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
