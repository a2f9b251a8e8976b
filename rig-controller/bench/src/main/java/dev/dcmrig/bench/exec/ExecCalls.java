// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.exec;

import dev.dcmrig.bench.driver.Site;
import dev.dcmrig.evidence.Subject;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a line of each call of a port. What is told goes into the evidence as an observation, a
 * number that is read as a reading when it has changed.
 */
final class ExecCalls implements InvocationHandler {
  private final String port;
  private final ExecProgram program;
  private final Site site;
  private final Map<String, Double> readings = new LinkedHashMap<>();

  ExecCalls(String port, ExecProgram program, Site site) {
    this.port = port;
    this.program = program;
    this.site = site;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    if (method.getDeclaringClass() == AutoCloseable.class) {
      program.close();
      return null;
    }
    if (method.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    JsonObject with = new JsonObject();
    Parameter[] parameters = method.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      with.put(parameters[i].getName(), JsonValues.encode(arguments == null ? null : arguments[i]));
    }
    if (method.getReturnType() == void.class) {
      note(method, with);
    }
    Object answer =
        program.request(new JsonObject().put("call", method.getName()).put("with", with));
    if (method.getReturnType() == void.class) {
      return null;
    }
    try {
      Object value = JsonValues.decode(method.getGenericReturnType(), answer, method.getName());
      if (value == null) {
        throw new IllegalArgumentException("'" + method.getName() + "' is null; write a value");
      }
      if (value instanceof Double number) {
        read(method.getName(), number);
      }
      return value;
    } catch (IllegalArgumentException e) {
      throw program.violated("its answer to '" + method.getName() + "': " + e.getMessage());
    }
  }

  private @Nullable Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> port + " of " + program;
    };
  }

  private void note(Method method, JsonObject with) {
    Map<String, String> details = new TreeMap<>();
    with.forEach(entry -> details.put(entry.getKey(), String.valueOf(entry.getValue())));
    site.observations().note(Subject.RIG, port + "." + method.getName(), details);
  }

  private void read(String quantity, double value) {
    Double before = readings.put(quantity, value);
    if (before == null || before != value) {
      site.recorder().reading(site.timeline().nowNanos(), port, quantity, value, "");
    }
  }
}
