package dev.dcmrig.app.cli.can;

import dev.dcmrig.can.emulated.BitRates;
import java.util.Locale;

/** Bit rates as people write them: {@code 500000}, {@code 500k}, {@code 2M}. */
final class BitRateText {
  private BitRateText() {}

  /**
   * @throws IllegalArgumentException when it is none
   */
  static int parse(String text) {
    String digits = text.toLowerCase(Locale.ROOT);
    int unit = digits.endsWith("k") ? 1_000 : digits.endsWith("m") ? 1_000_000 : 1;
    if (unit > 1) {
      digits = digits.substring(0, digits.length() - 1);
    }
    if (!digits.matches("\\d{1,8}") || Integer.parseInt(digits) > Integer.MAX_VALUE / unit) {
      throw new IllegalArgumentException(
          "'" + text + "' is no bit rate: write for instance 500k, 500000 or 2M");
    }
    return Integer.parseInt(digits) * unit;
  }

  /**
   * Both rates.
   *
   * @param data empty: the usual 2 Mbit/s, or the nominal rate where that is higher
   * @throws IllegalArgumentException when there is no such bus
   */
  static BitRates rates(String nominal, String data) {
    int slow = parse(nominal);
    int usual = BitRates.DEFAULT.dataBitsPerSecond();
    return new BitRates(slow, data.isEmpty() ? Math.max(slow, usual) : parse(data));
  }
}
