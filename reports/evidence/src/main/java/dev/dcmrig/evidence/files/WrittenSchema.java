// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dcmrig.sim.settings.Key;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Schema (draft 2020-12) of what Jackson writes for a record: every component is a key,
 * and there are no others. A {@link Key} of a component gives its description, unit and words; a
 * nullable one may be null, or be left out where its record says so.
 *
 * <p>Does not do: read. What is read of configuration files stands in {@link
 * dev.dcmrig.sim.settings.JsonSchema}.
 */
public final class WrittenSchema {
  private static final String TYPE = "type";
  private static final String STRING = "string";

  /** Components of these names are SHA-256 in hexadecimal digits, or empty where there is none. */
  private static final Set<String> HASHES = Set.of("sha256", "digest");

  private static final String HASH = "^([0-9a-f]{64})?$";

  private WrittenSchema() {}

  /**
   * A whole document.
   *
   * @param title the file's name
   * @param content of {@link #record}, {@link #listOf} or {@link #oneOf}
   */
  public static Map<String, Object> document(
      String title, String description, Map<String, Object> content) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", title);
    schema.put("description", description);
    schema.putAll(content);
    return schema;
  }

  /** An object for each record. */
  public static Map<String, Object> listOf(Class<? extends Record> type) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(TYPE, "array");
    schema.put("items", record(type));
    return schema;
  }

  /** One of these records. */
  public static Map<String, Object> oneOf(List<Class<? extends Record>> types) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("oneOf", types.stream().map(WrittenSchema::record).toList());
    return schema;
  }

  /** An object with a key for each component. */
  public static Map<String, Object> record(Class<? extends Record> type) {
    JsonInclude include = type.getAnnotation(JsonInclude.class);
    boolean nullsAreLeftOut = include != null && include.value() == JsonInclude.Include.NON_NULL;
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      Key key = component.getAnnotation(Key.class);
      Map<String, Object> value = value(component.getAnnotatedType(), component.getName(), key);
      Map<String, Object> property = new LinkedHashMap<>();
      if (key != null) {
        property.put("description", key.unit().isEmpty() ? key.value() : described(key));
      }
      property.putAll(nullable && !nullsAreLeftOut ? orNull(value) : value);
      properties.put(component.getName(), property);
      if (!nullable || !nullsAreLeftOut) {
        required.add(component.getName());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(TYPE, "object");
    schema.put("properties", properties);
    schema.put("required", required);
    schema.put("additionalProperties", false);
    return schema;
  }

  private static String described(Key key) {
    return key.value() + " [" + key.unit() + "]";
  }

  private static Map<String, Object> orNull(Map<String, Object> value) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("anyOf", List.of(value, Map.of(TYPE, "null")));
    return schema;
  }

  private static Map<String, Object> value(AnnotatedType type, String name, @Nullable Key key) {
    Map<String, Object> schema = new LinkedHashMap<>();
    if (type instanceof AnnotatedParameterizedType parameterized) {
      AnnotatedType[] of = parameterized.getAnnotatedActualTypeArguments();
      if (of.length == 1) {
        schema.put(TYPE, "array");
        schema.put("items", value(of[0], name, key));
      } else {
        schema.put(TYPE, "object");
        if (of[0].getType() instanceof Class<?> keys && keys.isEnum()) {
          schema.put("propertyNames", Map.of("enum", names(keys)));
        }
        schema.put("additionalProperties", value(of[1], name, null));
      }
      return schema;
    }
    Class<?> plain = (Class<?>) type.getType();
    if (plain.isRecord()) {
      schema.putAll(record(plain.asSubclass(Record.class)));
    } else if (plain == int.class
        || plain == long.class
        || plain == Integer.class
        || plain == Long.class) {
      schema.put(TYPE, "integer");
      if (key != null) {
        schema.put("minimum", (long) key.minimum());
      }
    } else if (plain == double.class || plain == Double.class) {
      schema.put(TYPE, "number");
    } else if (plain == boolean.class) {
      schema.put(TYPE, "boolean");
    } else if (plain.isEnum()) {
      schema.put("enum", names(plain));
    } else if (plain == String.class) {
      text(schema, name, key);
    } else {
      throw new IllegalArgumentException(
          name + " is a " + plain.getName() + ": say here how such a value is written");
    }
    return schema;
  }

  private static void text(Map<String, Object> schema, String name, @Nullable Key key) {
    if (key != null && key.words().length > 0) {
      schema.put("enum", List.of(key.words()));
      return;
    }
    schema.put(TYPE, STRING);
    if (HASHES.contains(name)) {
      schema.put("pattern", HASH);
    }
  }

  private static List<String> names(Class<?> constants) {
    return Arrays.stream(constants.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList();
  }
}
