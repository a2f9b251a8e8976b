// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.defects;

import dev.dcmrig.dcm.DcmRules;
import dev.dcmrig.sim.defect.SeededDefect;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The catalogue of the DCM's deliberate faults, and the rules of a DCM that has some of them. */
public final class DcmDefects {
  private static final List<DcmDefect> ALL =
      Stream.<DcmDefect[]>of(
              CallDefect.values(),
              CallCourseDefect.values(),
              IndicatorDefect.values(),
              DiagnosticDefect.values(),
              TrackingDefect.values(),
              ExchangeDefect.values(),
              UpdateDefect.values(),
              EcuUpdateDefect.values(),
              TrustDefect.values())
          .flatMap(Stream::of)
          .toList();

  private DcmDefects() {}

  public static List<SeededDefect> all() {
    return ALL.stream().map(DcmDefect::described).toList();
  }

  static List<DcmDefect> entries() {
    return ALL;
  }

  /**
   * The rules of a DCM with these faults. Of several that bear on one decision, the first that
   * decides otherwise than required shows.
   *
   * @param ids of any part's defects; those of others change nothing here
   */
  public static DcmRules rules(Collection<String> ids) {
    List<DcmDefect> chosen = ALL.stream().filter(defect -> ids.contains(defect.id())).toList();
    return chosen.isEmpty() ? DcmRules.REQUIRED : together(chosen);
  }

  private static DcmRules together(List<DcmDefect> chosen) {
    return (DcmRules)
        Proxy.newProxyInstance(
            DcmDefects.class.getClassLoader(),
            new Class<?>[] {DcmRules.class},
            (proxy, method, arguments) -> decide(chosen, proxy, method, arguments));
  }

  private static Object decide(
      List<DcmDefect> chosen, Object proxy, Method method, Object[] arguments) throws Throwable {
    if (!method.isDefault()) {
      // toString and the like, of Object.
      return invoke(chosen, method, arguments);
    }
    // Sentences that are made of others ask the proxy again.
    Object required = InvocationHandler.invokeDefault(proxy, method, arguments);
    for (DcmDefect defect : chosen) {
      if (overrides(defect, method)) {
        Object decided = invoke(defect, method, arguments);
        if (!Objects.deepEquals(decided, required)) {
          return decided;
        }
      }
    }
    return required;
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  static boolean overrides(DcmDefect defect, Method rule) {
    try {
      return !defect
          .getClass()
          .getMethod(rule.getName(), rule.getParameterTypes())
          .getDeclaringClass()
          .isInterface();
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every defect has every rule", e);
    }
  }
}
