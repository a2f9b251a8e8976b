// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.defect;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules with several defects in them. A part asks its rules, an interface whose methods are pure
 * functions, what to do; a defect is an implementation that overrides some of them.
 */
public final class CombinedRules {
  private CombinedRules() {}

  /**
   * Rules that have every override of these defects.
   *
   * @param required what holds where no defect overrides it
   * @param defects of two that override one method the first counts
   */
  public static <R> R of(Class<R> type, R required, List<? extends R> defects) {
    if (defects.isEmpty()) {
      return required;
    }
    if (defects.size() == 1) {
      return defects.get(0);
    }
    Object combined =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                call(responsible(method, required, defects), method, arguments));
    return type.cast(combined);
  }

  private static Object responsible(Method method, Object required, List<?> defects) {
    for (Object defect : defects) {
      if (overrides(defect.getClass(), method)) {
        return defect;
      }
    }
    return required;
  }

  private static boolean overrides(Class<?> defect, Method method) {
    return Arrays.stream(defect.getDeclaredMethods())
        .anyMatch(
            own ->
                own.getName().equals(method.getName())
                    && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
  }

  private static @Nullable Object call(
      Object rules, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(rules, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
