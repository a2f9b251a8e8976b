// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.can;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A sample point as {@code ip} takes it: 0.875 of the bit, to a tenth of a percent. */
final class SamplePointConverter implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String text) {
    if (text.matches("0?\\.\\d{1,9}")) {
      BigDecimal perMille = new BigDecimal(text).movePointRight(3).stripTrailingZeros();
      if (perMille.signum() > 0 && perMille.scale() <= 0) {
        return perMille.intValueExact();
      }
    }
    throw new TypeConversionException(
        "'" + text + "' is no sample point; write for instance 0.875, three digits at most");
  }
}
