// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.scene;

import dev.dcmrig.api.Allowed;
import dev.dcmrig.evidence.measurement.Unit;
import java.lang.StackWalker.Option;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the check of conduct that runs has declared to let pass: each {@link Allowed} of it. */
public final class Allowances {
  private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

  private final Map<String, String> amounts = new HashMap<>();
  private final Map<String, Duration> times = new HashMap<>();
  private final Duration uncertainty;

  private Allowances(List<Allowed> declared, Duration uncertainty) {
    declared.forEach(each -> amounts.put(each.of(), each.amount()));
    this.uncertainty = uncertainty;
  }

  /**
   * Of the outermost method on this thread's stack that declares some; none where none does.
   *
   * @param virtualTime whether stamps are exact
   */
  public static Allowances of(boolean virtualTime) {
    List<List<Allowed>> found =
        STACK.walk(
            frames ->
                frames
                    .filter(frame -> frame.getDeclaringClass().getName().startsWith("dev.dcmrig"))
                    .map(frame -> of(frame.getDeclaringClass(), frame.getMethodName()).toList())
                    .filter(declared -> !declared.isEmpty())
                    .toList());
    return new Allowances(
        found.isEmpty() ? List.of() : found.get(found.size() - 1),
        virtualTime ? Duration.ZERO : uncertainty());
  }

  private static Stream<Allowed> of(Class<?> type, String method) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(each -> each.getName().equals(method))
        .flatMap(each -> Arrays.stream(each.getAnnotationsByType(Allowed.class)));
  }

  /** The largest of the sources that the check reads. */
  private static Duration uncertainty() {
    double seconds =
        Declared.running().stream()
            .mapToDouble(check -> check.source().timeUncertaintySeconds())
            .max()
            .orElse(0);
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  /**
   * A time; in real time with the bench's uncertainty.
   *
   * @throws IllegalStateException when the check does not declare it
   */
  public Duration time(String of) {
    return times.computeIfAbsent(of, each -> Declared.time(amount(each)).plus(uncertainty));
  }

  /**
   * A number in a unit.
   *
   * @throws IllegalStateException when the check does not declare it, or in another unit
   */
  public double number(String of, Unit unit) {
    return Declared.amount(amount(of), unit);
  }

  private String amount(String of) {
    String amount = amounts.get(of);
    if (amount == null) {
      throw new IllegalStateException("the check declares no @Allowed of '" + of + "'");
    }
    return amount;
  }
}
