// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.scpi.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands behind a header (SCPI-1999 volume 1, 7 and 8.3.2). */
final class Parameters {
  private static final Pattern NUMBER =
      Pattern.compile("([-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:E[-+]?[0-9]+)?)\\s*([A-Z]*)");

  private static final Pattern CHANNELS = Pattern.compile("\\(@([0-9:,\\s]*)\\)");

  /** No list of a matrix is longer. */
  private static final int MAX_CHANNELS = 1_000;

  /** SCPI-1999 volume 1, 7.2.3: MA of amperes is milli, as is MV of volts. */
  private static final Map<String, Double> MULTIPLIERS =
      Map.of("", 1.0, "U", 1e-6, "M", 1e-3, "K", 1e3);

  private final List<String> values;

  private Parameters(List<String> values) {
    this.values = List.copyOf(values);
  }

  /** Splits at commas outside of quotes and parentheses. */
  static Parameters of(String text) throws ScpiError {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    char quote = 0;
    int depth = 0;
    String stripped = text.strip();
    for (int at = 0; at < stripped.length(); at++) {
      char next = stripped.charAt(at);
      if (quote != 0) {
        quote = next == quote ? 0 : quote;
      } else if (next == '"' || next == '\'') {
        quote = next;
      } else if (next == '(') {
        depth++;
      } else if (next == ')') {
        depth--;
      } else if (next == ',' && depth == 0) {
        values.add(value.toString().strip());
        value.setLength(0);
        continue;
      }
      value.append(next);
    }
    if (quote != 0 || depth != 0) {
      throw ScpiError.syntax();
    }
    if (!values.isEmpty() || !value.toString().isBlank()) {
      values.add(value.toString().strip());
    }
    return new Parameters(values);
  }

  void none() throws ScpiError {
    if (!values.isEmpty()) {
      throw ScpiError.parameterNotAllowed();
    }
  }

  private String only() throws ScpiError {
    if (values.isEmpty() || values.get(0).isEmpty()) {
      throw ScpiError.missingParameter();
    }
    if (values.size() > 1) {
      throw ScpiError.parameterNotAllowed();
    }
    return values.get(0).toUpperCase(Locale.ROOT);
  }

  /**
   * A number with its unit or none, or MIN, MAX, DEF.
   *
   * @param unit {@code V}, {@code A}, {@code HZ}, or empty for a number without one
   */
  double number(String unit, double least, double most, double usual) throws ScpiError {
    String text = only();
    switch (text) {
      case "MIN", "MINIMUM" -> {
        return least;
      }
      case "MAX", "MAXIMUM" -> {
        return most;
      }
      case "DEF", "DEFAULT" -> {
        return usual;
      }
      default -> {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
          throw ScpiError.dataType();
        }
        double value = Double.parseDouble(matcher.group(1)) * multiplier(matcher.group(2), unit);
        if (!(value >= least && value <= most)) {
          throw ScpiError.outOfRange();
        }
        return value;
      }
    }
  }

  private static double multiplier(String suffix, String unit) throws ScpiError {
    if (suffix.isEmpty()) {
      return 1;
    }
    String prefix =
        !unit.isEmpty() && suffix.endsWith(unit)
            ? suffix.substring(0, suffix.length() - unit.length())
            : "none";
    Double multiplier = MULTIPLIERS.get(prefix);
    if (multiplier == null) {
      throw ScpiError.invalidSuffix();
    }
    return multiplier;
  }

  boolean truth() throws ScpiError {
    return switch (only()) {
      case "ON", "1" -> true;
      case "OFF", "0" -> false;
      default -> throw ScpiError.dataType();
    };
  }

  /** {@code (@101,103:105)}. */
  List<Integer> channels() throws ScpiError {
    Matcher matcher = CHANNELS.matcher(only());
    if (!matcher.matches()) {
      throw ScpiError.dataType();
    }
    List<Integer> channels = new ArrayList<>();
    try {
      for (String part : matcher.group(1).split(",", -1)) {
        String[] ends = part.strip().split(":", -1);
        int first = Integer.parseInt(ends[0].strip());
        int last = ends.length == 1 ? first : Integer.parseInt(ends[1].strip());
        if (ends.length > 2 || last < first || last - first > MAX_CHANNELS) {
          throw ScpiError.syntax();
        }
        for (int channel = first; channel <= last; channel++) {
          channels.add(channel);
        }
      }
    } catch (NumberFormatException e) {
      throw ScpiError.syntax();
    }
    return channels;
  }
}
