// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.run.cucumber;

import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.run.scenario.Judgement;
import io.cucumber.java.en.Then;
import io.cucumber.plugin.event.Result;
import io.cucumber.plugin.event.Status;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Cucumber says of steps and scenarios, in the rig's words. */
final class Verdicts {

  /** Class and method of {@code dev.x.Checks.callIsUp(java.lang.String)}. */
  private static final Pattern METHOD = Pattern.compile("([\\w.$]+)\\.(\\w+)\\(.*\\)");

  private final Map<String, Boolean> checks = new ConcurrentHashMap<>();

  /** From what Cucumber says of a scenario or of a step. */
  static Judgement of(Result result) {
    Throwable error = result.getError();
    Status status = result.getStatus();
    if (status == Status.PASSED) {
      return Judgement.PASSED;
    }
    if (error != null) {
      return Judgement.of(error);
    }
    return new Judgement(
        Verdict.ERROR,
        status == Status.UNDEFINED
            ? "a step of the scenario is not defined; 'rig list steps' shows those that are"
            : "the scenario ended as " + status.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Whether the code behind a step judges: an action under {@code Then} looks at nothing.
   *
   * @param codeLocation class and method, as Cucumber names them
   */
  boolean isCheck(String codeLocation) {
    return checks.computeIfAbsent(codeLocation, Verdicts::hasThen);
  }

  private static boolean hasThen(String codeLocation) {
    return methods(codeLocation).stream().anyMatch(Verdicts::isThen);
  }

  /** The methods of a name that Cucumber gives; none where there is no such code. */
  static List<Method> methods(String codeLocation) {
    Matcher place = METHOD.matcher(codeLocation);
    if (!place.matches()) {
      return List.of();
    }
    try {
      Class<?> type =
          Class.forName(place.group(1), false, Thread.currentThread().getContextClassLoader());
      return Arrays.stream(type.getDeclaredMethods())
          .filter(method -> method.getName().equals(place.group(2)))
          .toList();
    } catch (ClassNotFoundException e) {
      return List.of();
    }
  }

  /** A method with several patterns carries them in a container. */
  private static boolean isThen(Method method) {
    return method.getAnnotationsByType(Then.class).length > 0;
  }
}
