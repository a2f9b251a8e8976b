// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.scene;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.DcmProfile;
import dev.dcmrig.api.Wait;
import dev.dcmrig.evidence.measurement.Unit;
import java.lang.StackWalker.Option;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the step that runs has declared of its measurements: each {@link Check} of the outermost
 * annotated method on this thread's stack.
 */
public final class Declared {
  private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
  private static final Pattern AMOUNT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?([A-Za-z1%/]+)");
  private static final Map<String, Double> SECONDS =
      Map.of("ms", 1e-3, "s", 1.0, "min", 60.0, "h", 3_600.0);
  private static final Map<String, List<Check>> KNOWN = new ConcurrentHashMap<>();

  private Declared() {}

  /** In the order of the step's declarations; empty where no annotated method runs. */
  static List<Check> running() {
    List<List<Check>> found =
        STACK.walk(
            frames ->
                frames
                    .filter(frame -> frame.getDeclaringClass().getName().startsWith("dev.dcmrig"))
                    .map(frame -> of(frame.getDeclaringClass(), frame.getMethodName()))
                    .filter(checks -> !checks.isEmpty())
                    .toList());
    return found.isEmpty() ? List.of() : found.get(found.size() - 1);
  }

  /**
   * What the innermost step that runs has declared of its waiting.
   *
   * @throws IllegalStateException when none does
   */
  public static Waiting waiting() {
    return STACK
        .walk(
            frames ->
                frames
                    .filter(frame -> frame.getDeclaringClass().getName().startsWith("dev.dcmrig"))
                    .flatMap(
                        frame ->
                            Arrays.stream(frame.getDeclaringClass().getDeclaredMethods())
                                .filter(each -> each.getName().equals(frame.getMethodName())))
                    .map(each -> each.getAnnotation(Wait.class))
                    .filter(Objects::nonNull)
                    .findFirst())
        .map(Waiting::new)
        .orElseThrow(() -> new IllegalStateException("the step that waits declares no @Wait"));
  }

  /** How long a step waits for its situation. */
  public record Waiting(Wait declared) {
    /** How long it is looked for, beyond the key of the profile. */
    public Duration atMost() {
      return time(declared.atMost());
    }

    /** The same, with the key of the specified profile that it names. */
    public Duration atMost(DcmProfile specification) {
      return specification.duration(declared.key()).plus(atMost());
    }

    /** What passes afterwards. */
    public Duration settles() {
      return time(declared.settles());
    }
  }

  private static List<Check> of(Class<?> type, String method) {
    return KNOWN.computeIfAbsent(
        type.getName() + "." + method,
        ignored ->
            Arrays.stream(type.getDeclaredMethods())
                .filter(each -> each.getName().equals(method))
                .map((Method each) -> List.of(each.getAnnotationsByType(Check.class)))
                .filter(checks -> !checks.isEmpty())
                .findFirst()
                .orElse(List.of()));
  }

  /**
   * A number with its unit, in that of the measurement; 0 of nothing.
   *
   * @throws IllegalStateException when the words are no amount of that unit
   */
  public static double amount(String words, Unit unit) {
    if (words.isEmpty()) {
      return 0;
    }
    Matcher matcher = AMOUNT.matcher(words);
    if (matcher.matches()) {
      double number = Double.parseDouble(matcher.group(1));
      Double seconds = SECONDS.get(matcher.group(2));
      if (unit == Unit.SECOND && seconds != null) {
        return number * seconds;
      }
      if (matcher.group(2).equals(unit.symbol())) {
        return number;
      }
    }
    throw new IllegalStateException("'" + words + "' is no amount in " + unit.symbol());
  }

  /**
   * A time with its unit.
   *
   * @throws IllegalStateException when the words are none
   */
  static Duration time(String words) {
    return Duration.ofNanos(Math.round(amount(words, Unit.SECOND) * 1e9));
  }

  public static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
