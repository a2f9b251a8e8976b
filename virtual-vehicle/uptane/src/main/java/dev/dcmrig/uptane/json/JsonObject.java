// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that knows where it stands, so that an error can say so. Its fields are taken by
 * type; fields that nobody asks for stay, and are signed with the others.
 */
public final class JsonObject {
  private final String place;
  private final Map<String, @Nullable Object> fields;

  JsonObject(String place, Map<String, @Nullable Object> fields) {
    this.place = place;
    this.fields = fields;
  }

  /** All fields, in the document's order. */
  public Map<String, @Nullable Object> fields() {
    return Collections.unmodifiableMap(fields);
  }

  /** Where it stands, for instance {@code root.json: signed.roles.root}. */
  public String place() {
    return place;
  }

  public boolean has(String name) {
    return fields.get(name) != null;
  }

  public String text(String name) {
    return typed(name, String.class, "a text");
  }

  public boolean truth(String name) {
    return typed(name, Boolean.class, "true or false");
  }

  /** A whole number of at least {@code least}. */
  public long number(String name, long least) {
    long number = typed(name, Long.class, "a whole number");
    if (number < least) {
      throw wrong(name, "at least " + least + " is wanted, but it is " + number);
    }
    return number;
  }

  public JsonObject object(String name) {
    return within(name, typed(name, Map.class, "an object"));
  }

  public Optional<JsonObject> optionalObject(String name) {
    return has(name) ? Optional.of(object(name)) : Optional.empty();
  }

  /** Fields that are objects themselves, by name, in the document's order. */
  public Map<String, JsonObject> objects() {
    Map<String, JsonObject> objects = new LinkedHashMap<>();
    for (String name : fields.keySet()) {
      objects.put(name, object(name));
    }
    return objects;
  }

  /** Fields that are texts, by name. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : fields.keySet()) {
      texts.put(name, text(name));
    }
    return texts;
  }

  public List<String> textList(String name) {
    List<String> texts = new ArrayList<>();
    for (Object element : list(name)) {
      if (!(element instanceof String text)) {
        throw wrong(name, "a list of texts is wanted");
      }
      texts.add(text);
    }
    return texts;
  }

  public List<JsonObject> objectList(String name) {
    List<JsonObject> objects = new ArrayList<>();
    for (Object element : list(name)) {
      if (!(element instanceof Map<?, ?> map)) {
        throw wrong(name, "a list of objects is wanted");
      }
      objects.add(within(name + "[" + objects.size() + "]", map));
    }
    return objects;
  }

  /** The error for a field with a wrong value. */
  public MalformedJson wrong(String name, String why) {
    return new MalformedJson(place + "." + name + ": " + why);
  }

  private List<?> list(String name) {
    return typed(name, List.class, "a list");
  }

  @SuppressWarnings("unchecked") // JsonText makes maps with texts as keys only
  private JsonObject within(String name, Map<?, ?> map) {
    return new JsonObject(place + "." + name, (Map<String, @Nullable Object>) map);
  }

  private <T> T typed(String name, Class<T> type, String wanted) {
    Object value = fields.get(name);
    if (!type.isInstance(value)) {
      throw wrong(
          name, wanted + " is wanted" + (fields.containsKey(name) ? "" : ", but it is not there"));
    }
    return type.cast(value);
  }
}
