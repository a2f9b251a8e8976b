// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.exec;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values of ports as JSON: a {@code Duration} is seconds, an {@code Instant} text as in ISO 8601,
 * an enum its constant, a record an object, an empty {@code Optional} is null.
 */
final class JsonValues {
  private static final double NANOS = 1e9;

  /** The longest time that is taken, in seconds: a century. */
  private static final double MAX_SECONDS = 3.2e9;

  private JsonValues() {}

  static @Nullable Object encode(@Nullable Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Duration duration) {
      return duration.toNanos() / NANOS;
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof List<?> list) {
      return new JsonArray(list.stream().<Object>map(JsonValues::encode).toList());
    }
    if (value instanceof Optional<?> optional) {
      return encode(optional.orElse(null));
    }
    return value.toString();
  }

  /**
   * @param at what it is, for messages
   * @throws IllegalArgumentException when it is no such value; the message says what is right
   */
  static @Nullable Object decode(Type type, @Nullable Object json, String at) {
    if (type instanceof ParameterizedType parameterized) {
      Type of = parameterized.getActualTypeArguments()[0];
      if (parameterized.getRawType() == Optional.class) {
        return Optional.ofNullable(json == null ? null : decode(of, json, at));
      }
      if (parameterized.getRawType() == List.class && json instanceof JsonArray array) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
          items.add(present(decode(of, array.getValue(i), at + "[" + i + "]"), at));
        }
        return List.copyOf(items);
      }
      throw wrong(at, json, "a list");
    }
    Class<?> plain = (Class<?>) type;
    if (json == null) {
      if (plain.isPrimitive()) {
        throw wrong(at, json, "a value");
      }
      return null;
    }
    if (json instanceof JsonObject object && (plain.isRecord() || plain.isInterface())) {
      return plain.isRecord() ? recordOf(plain, object, at) : reading(plain, object, at);
    }
    return scalar(plain, json, at);
  }

  /** A key of an object: it may be null only where its declaration says so. */
  private static @Nullable Object decode(
      Type type, AnnotatedType declared, @Nullable Object json, String at) {
    Object value = decode(type, json, at);
    if (value == null && !declared.isAnnotationPresent(Nullable.class)) {
      throw wrong(at, null, type instanceof Class<?> plain ? form(plain) : "a value");
    }
    return value;
  }

  private static Object present(@Nullable Object value, String at) {
    if (value == null) {
      throw wrong(at, null, "a value");
    }
    return value;
  }

  private static Object scalar(Class<?> type, Object json, String at) {
    if (json instanceof Number number && Double.isFinite(number.doubleValue())) {
      double value = number.doubleValue();
      if (type == double.class || type == Double.class) {
        return value;
      }
      if (type == Duration.class && Math.abs(value) <= MAX_SECONDS) {
        return Duration.ofNanos(Math.round(value * NANOS));
      }
      if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
        if (type == int.class || type == Integer.class) {
          return (int) value;
        }
        if (type == long.class || type == Long.class) {
          return (long) value;
        }
      }
    }
    if (json instanceof Boolean && (type == boolean.class || type == Boolean.class)) {
      return json;
    }
    if (json instanceof String text) {
      if (type == String.class) {
        return text;
      }
      if (type == Instant.class) {
        try {
          return Instant.parse(text);
        } catch (DateTimeParseException e) {
          throw wrong(at, json, "an instant, for instance 2030-01-02T03:04:05Z");
        }
      }
      if (type.isEnum()) {
        for (Object constant : type.getEnumConstants()) {
          if (((Enum<?>) constant).name().equals(text)) {
            return constant;
          }
        }
      }
    }
    throw wrong(at, json, form(type));
  }

  private static String form(Class<?> type) {
    if (type.isEnum()) {
      return "one of " + Arrays.toString(type.getEnumConstants());
    }
    if (type == Duration.class) {
      return "seconds, at most " + MAX_SECONDS;
    }
    if (type == boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "text";
    }
    if (type == int.class || type == long.class) {
      return "a whole number of at most " + Integer.MAX_VALUE;
    }
    return type.isPrimitive() ? "a number" : "an object";
  }

  private static Object recordOf(Class<?> type, JsonObject object, String at) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      types[i] = components[i].getType();
      values[i] =
          decode(
              components[i].getGenericType(),
              components[i].getAnnotatedType(),
              object.getValue(name),
              at + "." + name);
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(at + ": " + e.getCause(), e);
    }
  }

  /** A thing that can be asked: its questions without an argument are keys of the object. */
  private static Object reading(Class<?> type, JsonObject object, String at) {
    InvocationHandler handler =
        (proxy, method, arguments) -> answer(proxy, method, arguments, object, at);
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private static @Nullable Object answer(
      Object proxy, Method method, Object @Nullable [] arguments, JsonObject object, String at)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return method.getName().equals("equals")
          ? arguments != null && proxy == arguments[0]
          : method.invoke(object, arguments);
    }
    if (method.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    String name = method.getName();
    return decode(
        method.getGenericReturnType(),
        method.getAnnotatedReturnType(),
        object.getValue(name),
        at + "." + name);
  }

  private static IllegalArgumentException wrong(String at, @Nullable Object json, String right) {
    String shown = String.valueOf(json);
    return new IllegalArgumentException(
        "'"
            + at
            + "' is "
            + (shown.length() > 80 ? shown.substring(0, 80) + "..." : shown)
            + "; write "
            + right);
  }
}
