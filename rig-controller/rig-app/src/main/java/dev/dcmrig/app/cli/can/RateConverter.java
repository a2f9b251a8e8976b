// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import java.math.BigDecimal;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Bit rates as people write them: {@code 500k}, {@code 500000}, {@code 2M}, {@code 83.333k}. */
final class RateConverter implements ITypeConverter<Integer> {
  private static final BigDecimal MAX = BigDecimal.valueOf(20_000_000);

  @Override
  public Integer convert(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int zeros = lower.endsWith("k") ? 3 : lower.endsWith("m") ? 6 : 0;
    String number = zeros == 0 ? lower : lower.substring(0, lower.length() - 1);
    if (number.matches("\\d{1,9}(\\.\\d{1,6})?")) {
      BigDecimal rate = new BigDecimal(number).scaleByPowerOfTen(zeros);
      if (rate.signum() > 0 && rate.compareTo(MAX) <= 0 && rate.stripTrailingZeros().scale() <= 0) {
        return rate.intValueExact();
      }
    }
    throw new TypeConversionException(
        "'" + text + "' is no bit rate; write for instance 500k, 500000 or 2M");
  }
}
