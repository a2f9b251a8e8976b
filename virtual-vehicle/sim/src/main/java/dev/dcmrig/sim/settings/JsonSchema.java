// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON Schema (draft 2020-12) of what {@link RecordReader} takes for a record, as nested maps
 * and lists in a fixed order: whoever writes it chooses the JSON library.
 */
public final class JsonSchema {
  private static final String TYPE = "type";

  /** Keyword of a property that scenarios read, and no DCM does. */
  public static final String ONLY_SPECIFIED = "x-only-specified";

  private JsonSchema() {}

  /**
   * A whole document.
   *
   * @param title for editors
   * @param description for editors
   */
  public static Map<String, Object> document(
      Class<? extends Record> type, String title, String description) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", title);
    schema.put("description", description);
    schema.putAll(of(type));
    return schema;
  }

  /** The part for one section. */
  public static Map<String, Object> of(Class<? extends Record> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Key key = RecordReader.keyOf(component);
      Map<String, Object> property = new LinkedHashMap<>();
      property.put("description", description(key));
      if (key.onlySpecified()) {
        property.put(ONLY_SPECIFIED, true);
      }
      property.putAll(value(component.getGenericType(), key));
      if (!key.fallback().isEmpty()) {
        property.put("default", fallback(component.getGenericType(), key.fallback()));
      }
      properties.put(component.getName(), property);
      if (key.fallback().isEmpty() && component.getType() != Optional.class) {
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

  private static String description(Key key) {
    String unit = key.unit().isEmpty() ? "" : " [" + key.unit() + "]";
    String source = key.source().isEmpty() ? "" : " (" + key.source() + ")";
    return key.value() + unit + source;
  }

  private static Map<String, Object> value(Type type, Key key) {
    Map<String, Object> schema = new LinkedHashMap<>();
    if (type instanceof ParameterizedType parameterized) {
      Type[] of = parameterized.getActualTypeArguments();
      if (parameterized.getRawType() == List.class) {
        schema.put(TYPE, "array");
        schema.put("items", value(of[0], key));
      } else if (parameterized.getRawType() == Map.class) {
        schema.put(TYPE, "object");
        schema.put("additionalProperties", value(of[1], key));
      } else {
        schema.putAll(value(of[0], key));
      }
      return schema;
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      schema.putAll(of(plain.asSubclass(Record.class)));
    } else if (plain == Duration.class) {
      schema.put(TYPE, "string");
      schema.put("pattern", "^" + ValueReader.DURATION + "$");
    } else if (plain == int.class || plain == Integer.class || plain == long.class) {
      schema.put(TYPE, "integer");
      bounds(schema, key);
    } else if (plain == double.class) {
      schema.put(TYPE, "number");
      bounds(schema, key);
    } else if (plain == boolean.class) {
      schema.put(TYPE, "boolean");
    } else if (plain.isEnum()) {
      schema.put("enum", Arrays.stream(plain.getEnumConstants()).map(ValueReader::word).toList());
    } else if (key.words().length > 0) {
      schema.put("enum", List.of(key.words()));
    } else {
      schema.put(TYPE, "string");
      schema.put("minLength", 1);
    }
    return schema;
  }

  private static void bounds(Map<String, Object> schema, Key key) {
    schema.put("minimum", number(key.minimum()));
    if (key.maximum() != Double.MAX_VALUE) {
      schema.put("maximum", number(key.maximum()));
    }
  }

  /** Without a point where there is nothing behind it: the same text from every JSON library. */
  private static Number number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? (Number) (long) value
        : (Number) value;
  }

  private static Object fallback(Type type, String text) {
    Object value = ValueReader.fallback(type, text);
    if (type == boolean.class) {
      return Boolean.valueOf(text);
    }
    return type == int.class || type == long.class || type == double.class
        ? number(Double.parseDouble(text))
        : value;
  }
}
