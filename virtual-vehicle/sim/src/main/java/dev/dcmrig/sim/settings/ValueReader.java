// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one value is written.
 *
 * <pre>
 *   Duration           500ms, 30 s, 60min, 24h
 *   int, long, double  a number within the bounds of its key; digits in quotes will do
 *   boolean            true, false
 *   String             a text that is not blank, or one of the words of its key
 *   an enum            its constants in small letters with hyphens: SOLID_GREEN is solid-green;
 *                      the constant itself is taken, too
 *   List               several of these
 *   Map                these under keys that the file chooses
 *   Optional           one of these, or nothing
 *   a record           a section of the file
 * </pre>
 */
final class ValueReader {
  static final String DURATION = "([0-9]{1,12}(?:\\.[0-9]{1,9})?) ?(ms|s|min|h)";

  private static final Pattern DURATION_FORM = Pattern.compile(DURATION);

  /** Longer than anything that a bench waits for; nanoseconds of it fit a long. */
  private static final double LONGEST_SECONDS = 365 * 86_400.0;

  /** Elements of one list, entries of one map. */
  private static final int MAX_ELEMENTS = 10_000;

  /** A longer text is shown by its beginning. */
  private static final int SHOWN_CHARACTERS = 60;

  private final RecordReader reader;
  private final Key key;

  ValueReader(RecordReader reader, Key key) {
    this.reader = reader;
    this.key = key;
  }

  /** Null when it is wrong, which has been noted. */
  @Nullable Object read(String path, Type type, @Nullable Object written) {
    if (type instanceof ParameterizedType parameterized) {
      return several(path, parameterized, written);
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException(path + ": settings of type " + type + " can't be read");
    }
    if (plain.isRecord()) {
      if (written instanceof Map<?, ?> tree) {
        return reader.section(path, plain.asSubclass(Record.class), tree);
      }
      return wrong(path, type, written);
    }
    if (written == null || written instanceof Map<?, ?> || written instanceof List<?>) {
      return wrong(path, type, written);
    }
    Object value = plain(plain, String.valueOf(written).strip());
    return value == null ? wrong(path, type, written) : value;
  }

  private @Nullable Object several(String path, ParameterizedType type, @Nullable Object written) {
    Type[] of = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      Object value = read(path, of[0], written);
      return value == null ? null : Optional.of(value);
    }
    if (type.getRawType() == List.class
        && written instanceof List<?> list
        && list.size() <= MAX_ELEMENTS) {
      List<Object> values = new ArrayList<>();
      for (int index = 0; index < list.size(); index++) {
        Object value = read(path + "[" + index + "]", of[0], list.get(index));
        if (value != null) {
          values.add(value);
        }
      }
      return List.copyOf(values);
    }
    if (type.getRawType() == Map.class
        && written instanceof Map<?, ?> map
        && map.size() <= MAX_ELEMENTS) {
      return reader.entries(path, of[1], map, this);
    }
    return wrong(path, type, written);
  }

  private @Nullable Object wrong(String path, Type type, @Nullable Object written) {
    String text = String.valueOf(written);
    String shown =
        text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "..." : text;
    reader.wrong(path, "'" + shown + "' can't be used", form(type, key));
    return null;
  }

  /** Null for a text that is none. */
  private @Nullable Object plain(Class<?> type, String text) {
    if (type == Duration.class) {
      return duration(text);
    } else if (type == int.class || type == Integer.class) {
      return whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE).map(Number::intValue).orElse(null);
    } else if (type == long.class) {
      return whole(text, Long.MIN_VALUE, Long.MAX_VALUE).orElse(null);
    } else if (type == double.class) {
      return number(text).map(BigDecimal::doubleValue).filter(this::isWithin).orElse(null);
    } else if (type == boolean.class) {
      return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
    } else if (type.isEnum()) {
      return constant(type, text);
    } else if (type == String.class) {
      boolean taken = key.words().length == 0 || List.of(key.words()).contains(text);
      return taken && !text.isEmpty() ? text : null;
    }
    throw new IllegalArgumentException("settings of type " + type.getName() + " can't be read");
  }

  private static @Nullable Object constant(Class<?> type, String text) {
    for (Object constant : type.getEnumConstants()) {
      if (text.equals(word(constant)) || text.equals(constant.toString())) {
        return constant;
      }
    }
    return null;
  }

  /** As an enum's constant is written: {@code solid-green}. */
  static String word(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private @Nullable Duration duration(String text) {
    Matcher matcher = DURATION_FORM.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    double seconds =
        Double.parseDouble(matcher.group(1))
            * switch (matcher.group(2)) {
              case "ms" -> 1e-3;
              case "s" -> 1;
              case "min" -> 60;
              default -> 3_600;
            };
    return isWithin(seconds) && seconds <= LONGEST_SECONDS
        ? Duration.ofNanos(Math.round(seconds * 1e9))
        : null;
  }

  private Optional<Long> whole(String text, long least, long most) {
    return number(text)
        .filter(number -> number.stripTrailingZeros().scale() <= 0)
        .filter(number -> number.compareTo(BigDecimal.valueOf(least)) >= 0)
        .filter(number -> number.compareTo(BigDecimal.valueOf(most)) <= 0)
        .filter(number -> isWithin(number.doubleValue()))
        .map(BigDecimal::longValueExact);
  }

  /** Digits as people write them: no {@code 1e309}, no {@code NaN}, no {@code 0x10}. */
  private static Optional<BigDecimal> number(String text) {
    return text.matches("[-+]?[0-9]{1,20}(\\.[0-9]{1,20})?([eE][-+]?[0-9]{1,2})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  private boolean isWithin(double value) {
    return value >= key.minimum() && value <= key.maximum();
  }

  /** A default as a YAML reader would have given it: {@code [a, b]} for a list. */
  static Object fallback(Type type, String text) {
    if (type instanceof ParameterizedType parameterized
        && parameterized.getRawType() == List.class) {
      String inner = text.replaceFirst("^\\[(.*)\\]$", "$1").strip();
      return inner.isEmpty() ? List.of() : Arrays.asList(inner.split(" *, *"));
    }
    if (text.equals("{}")) {
      return Map.of();
    }
    return text;
  }

  /** What may stand there, for people. */
  static String form(Type type, Key key) {
    if (type instanceof ParameterizedType parameterized) {
      Type[] of = parameterized.getActualTypeArguments();
      if (parameterized.getRawType() == List.class) {
        return "a list, of each: " + form(of[0], key);
      }
      return form(of[of.length - 1], key);
    }
    if (!(type instanceof Class<?> plain)) {
      return "a value";
    }
    if (plain == Duration.class) {
      return "a duration, for instance 500ms, 30s, 60min, 24h" + bounds(key, " s");
    } else if (plain == int.class || plain == Integer.class || plain == long.class) {
      return "a whole number" + bounds(key, unit(key));
    } else if (plain == double.class) {
      return "a number" + bounds(key, unit(key));
    } else if (plain == boolean.class) {
      return "true or false";
    } else if (plain.isEnum()) {
      return "one of "
          + Arrays.stream(plain.getEnumConstants())
              .map(ValueReader::word)
              .collect(Collectors.joining(", "));
    } else if (plain.isRecord()) {
      return "a section of its own";
    }
    return key.words().length == 0 ? "a text" : "one of " + String.join(", ", key.words());
  }

  private static String unit(Key key) {
    return key.unit().isEmpty() ? "" : " " + key.unit();
  }

  private static String bounds(Key key, String unit) {
    boolean open = key.maximum() == Double.MAX_VALUE;
    return open
        ? " from " + text(key.minimum()) + unit + " on"
        : " from " + text(key.minimum()) + " to " + text(key.maximum()) + unit;
  }

  static String text(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
