// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Classes of steps as Cucumber makes them: one of each, with what its constructor asks for. */
final class Made {
  private final Map<Class<?>, Object> made = new HashMap<>();

  <T> T of(Class<T> type) {
    Object known = made.get(type);
    if (known != null) {
      return type.cast(known);
    }
    Constructor<?> constructor = type.getConstructors()[0];
    Object[] arguments =
        Arrays.stream(constructor.getParameterTypes()).map(this::of).toArray(Object[]::new);
    try {
      T one = type.cast(constructor.newInstance(arguments));
      made.put(type, one);
      return one;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't make a " + type, e);
    }
  }
}
