// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.scene;

import dev.dcmrig.api.DcmProfile;
import dev.dcmrig.evidence.measurement.LimitSource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The small language of times and numbers in scenarios: {@code 30 s}, {@code {sos.gap}}, {@code 3 x
 * {sos.gap} + 10 s}, {@code 0.5 x {call.answerTimeout}}, {@code {sos.gap} ± 500 ms}; of volts and g
 * {@code {svt.lowBelow} - 0.1}. A key in braces is one of the specified profile. {@code
 * {sos.ignition}[START]} is 1 if the list has the word, otherwise 0.
 */
public final class Expressions {
  private static final String UNIT = "(?:ms|s|min|h|days?)";
  private static final String NUMBER = "[0-9]+(?:\\.[0-9]+)?";
  private static final String KEY = "\\{[a-z][A-Za-z0-9]*(?:\\.[A-Za-z0-9]+)+\\}";
  private static final String AMOUNT = NUMBER + " " + UNIT;
  private static final String FACTOR = "(?:" + NUMBER + "|" + KEY + ")";
  private static final String TERM = "(?:" + FACTOR + " x )?(?:" + AMOUNT + "|" + KEY + ")";

  /** Pattern of the step parameters that name a time. */
  public static final String SPAN = TERM + "(?: [-+] " + TERM + ")*(?: \u00b1 " + AMOUNT + ")?";

  /** Pattern of the step parameters that name a number of things. */
  public static final String COUNT = "(?:[0-9]+|" + KEY + ")(?:\\[[A-Z]+\\])?(?: [-+] [0-9]+)?";

  /** Pattern of the step parameters that name a number with a unit of their own. */
  public static final String AMOUNTS =
      "(?:" + NUMBER + "|" + KEY + ")(?: [-+] (?:" + NUMBER + "|" + KEY + "))*";

  private static final Pattern ONE_TERM =
      Pattern.compile("(?: ([-+]) )?(?:(" + FACTOR + ") x )?(" + AMOUNT + "|" + KEY + ")");
  private static final Pattern KEYS = Pattern.compile("\\{([^}]+)\\}");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "min", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "day", 86_400_000_000_000L,
          "days", 86_400_000_000_000L);

  private final Supplier<DcmProfile> specification;

  public Expressions(Supplier<DcmProfile> specification) {
    this.specification = specification;
  }

  /** A time, its own tolerance if it has one, and where it comes from. */
  public Span span(String text) {
    String[] parts = text.split(" \u00b1 ", 2);
    Matcher term = ONE_TERM.matcher(parts[0]);
    Duration sum = Duration.ZERO;
    while (term.find()) {
      Duration amount = amount(term.group(3));
      String factor = term.group(2);
      if (factor != null) {
        amount = times(amount, factor);
      }
      sum = "-".equals(term.group(1)) ? sum.minus(amount) : sum.plus(amount);
    }
    Optional<Duration> tolerance =
        parts.length == 2 ? Optional.of(amount(parts[1])) : Optional.empty();
    return new Span(sum, tolerance, source(text));
  }

  /** A number of things, and where it comes from. */
  public Count count(String text) {
    String[] parts = text.split(" ", 3);
    int number = number(parts[0]);
    if (parts.length == 3) {
      int more = Integer.parseInt(parts[2]);
      number = parts[1].equals("-") ? number - more : number + more;
    }
    return new Count(number, source(text));
  }

  /** A number of volts or g: {@code 12.6}, {@code {svt.lowBelow} - 0.1}. */
  public double amountOf(String text) {
    BigDecimal sum = BigDecimal.ZERO;
    String[] parts = text.split(" ", -1);
    for (int index = 0; index < parts.length; index += 2) {
      BigDecimal part =
          parts[index].startsWith("{")
              ? BigDecimal.valueOf(specification.get().number(key(parts[index])))
              : new BigDecimal(parts[index]);
      boolean less = index > 0 && parts[index - 1].equals("-");
      sum = less ? sum.subtract(part) : sum.add(part);
    }
    return sum.doubleValue();
  }

  private static LimitSource source(String text) {
    String keys =
        KEYS.matcher(text).results().map(found -> found.group(1)).collect(Collectors.joining(", "));
    return keys.isEmpty() ? LimitSource.step(text) : LimitSource.profile(keys);
  }

  private Duration amount(String text) {
    if (text.startsWith("{")) {
      return specification.get().duration(key(text));
    }
    String[] parts = text.split(" ", 2);
    long unit = Objects.requireNonNull(NANOS.get(parts[1]));
    BigDecimal nanos = new BigDecimal(parts[0]).multiply(BigDecimal.valueOf(unit));
    return Duration.ofNanos(nanos.setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  private Duration times(Duration amount, String factor) {
    if (factor.startsWith("{")) {
      return amount.multipliedBy(number(factor));
    }
    BigDecimal nanos = BigDecimal.valueOf(amount.toNanos()).multiply(new BigDecimal(factor));
    return Duration.ofNanos(nanos.setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  /** 1 if the list of the specified profile has the word, otherwise 0. */
  private int has(String text) {
    String[] parts = text.substring(0, text.length() - 1).split("\\[", 2);
    String list = specification.get().text(key(parts[0])).replaceAll("[\\[\\] ]", "");
    return List.of(list.split(",", -1)).contains(parts[1]) ? 1 : 0;
  }

  private int number(String text) {
    if (text.endsWith("]")) {
      return has(text);
    }
    return text.startsWith("{") ? specification.get().count(key(text)) : Integer.parseInt(text);
  }

  private static String key(String braced) {
    return braced.substring(1, braced.length() - 1);
  }
}
