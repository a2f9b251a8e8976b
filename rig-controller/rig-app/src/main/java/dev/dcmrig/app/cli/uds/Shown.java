// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.uds;

import dev.dcmrig.bench.config.ConfigurationException;
import dev.dcmrig.bench.config.Nearest;
import dev.dcmrig.bench.config.Problem;
import dev.dcmrig.uds.data.CarDiagnostics;
import dev.dcmrig.uds.data.EcuFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Numbers of the standard as people call them. */
final class Shown {
  private static final HexFormat PAIRS = HexFormat.ofDelimiter(" ").withUpperCase();
  private static final String[] STATUS = {
    "failed", "failed in this cycle", "pending", "confirmed",
    "not tested since clear", "failed since clear", "not tested in this cycle", "lamp asked for"
  };
  private static final char[] AREAS = {'P', 'C', 'B', 'U'};

  private Shown() {}

  /** Letters where there are nothing but letters, else bytes. */
  static String value(byte[] bytes) {
    boolean letters = bytes.length > 0;
    for (byte one : bytes) {
      letters &= one >= ' ' && one < 0x7F;
    }
    return letters ? new String(bytes, StandardCharsets.US_ASCII) : PAIRS.formatHex(bytes);
  }

  /** The bits of a status byte, in words. */
  static String status(int status) {
    List<String> words = new ArrayList<>();
    for (int bit = 0; bit < STATUS.length; bit++) {
      if ((status & 1 << bit) != 0) {
        words.add(STATUS[bit]);
      }
    }
    return words.isEmpty() ? "nothing" : String.join(", ", words);
  }

  /** A trouble code as workshops write it (SAE J2012-DA): {@code B1A05-13}. */
  static String code(int dtc) {
    int high = dtc >> 16;
    return String.format(
        "%c%d%X%02X-%02X",
        AREAS[high >> 6], high >> 4 & 3, high & 0xF, dtc >> 8 & 0xFF, dtc & 0xFF);
  }

  /** What an ECU's file calls a data identifier; empty: it doesn't have it. */
  static Optional<EcuFile.Data> data(CarDiagnostics.Ecu ecu, int did) {
    return ecu.file().data().stream().filter(known -> known.number() == did).findFirst();
  }

  /**
   * A data identifier by its number or name.
   *
   * @throws ConfigurationException for a word that is neither
   */
  static int identifier(CarDiagnostics.Ecu ecu, String word) {
    for (EcuFile.Data known : ecu.file().data()) {
      if (known.name().equalsIgnoreCase(word)) {
        return known.number();
      }
    }
    String digits = word.replaceFirst("^0[xX]", "");
    if (digits.matches("[0-9A-Fa-f]{4}")) {
      return Integer.parseInt(digits, 16);
    }
    throw new ConfigurationException(
        new Problem(
            "'" + word + "'",
            0,
            "is no data identifier of " + ecu.name(),
            "write four hexadecimal digits (F190) or a name; "
                + Nearest.advice(
                    word, ecu.file().data().stream().map(EcuFile.Data::name).toList())));
  }
}
