// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes as users write it: {@code 500MB}, with units of a thousand. */
final class ByteSize implements ITypeConverter<Long> {
  private static final Pattern WORDS = Pattern.compile("([0-9]{1,6})(kB|MB|GB|TB)");

  @Override
  public Long convert(String words) {
    Matcher matcher = WORDS.matcher(words);
    if (!matcher.matches()) {
      throw new TypeConversionException("'" + words + "' is no size; write it as 500MB or 2GB");
    }
    long unit =
        switch (matcher.group(2)) {
          case "kB" -> 1_000L;
          case "MB" -> 1_000_000L;
          case "GB" -> 1_000_000_000L;
          default -> 1_000_000_000_000L;
        };
    return Long.parseLong(matcher.group(1)) * unit;
  }
}
