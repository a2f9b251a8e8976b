// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.diagnostics;

import dev.dcmrig.dcm.core.NonVolatileMemory;
import dev.dcmrig.uds.DtcMemory.Kept;
import java.util.HexFormat;
import java.util.Optional;

/** What a tester has to do with, in the non-volatile memory: trouble codes, data, wrong keys. */
final class StoredCodes {
  private static final HexFormat HEX = HexFormat.of();

  private static final String WRONG_KEYS = "uds.wrongKeys";

  private final NonVolatileMemory memory;

  StoredCodes(NonVolatileMemory memory) {
    this.memory = memory;
  }

  private static String cell(int code) {
    return String.format("dtc.%06X", code);
  }

  void keep(int code, Kept kept) {
    memory.put(
        cell(code),
        kept.status() + ";" + kept.occurrences() + ";" + HEX.formatHex(kept.snapshot()));
  }

  Optional<Kept> kept(int code) {
    return memory.get(cell(code)).flatMap(StoredCodes::read);
  }

  /** A memory that can't be read is empty: the DCM must come up. */
  private static Optional<Kept> read(String text) {
    String[] parts = text.split(";", -1);
    try {
      return parts.length == 3
          ? Optional.of(
              new Kept(
                  Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), HEX.parseHex(parts[2])))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  void keepData(int identifier, byte[] value) {
    memory.put(String.format("did.%04X", identifier), HEX.formatHex(value));
  }

  Optional<byte[]> keptData(int identifier) {
    return memory.get(String.format("did.%04X", identifier)).map(HEX::parseHex);
  }

  /** Wrong keys in a row; a number that can't be read is 0. */
  int wrongKeys() {
    try {
      return memory.get(WRONG_KEYS).map(Integer::parseInt).orElse(0);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  void keepWrongKeys(int count) {
    memory.put(WRONG_KEYS, Integer.toString(count));
  }
}
