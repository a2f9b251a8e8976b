// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.binding;

import dev.dcmrig.can.dbc.Dbc;
import dev.dcmrig.can.dbc.Message;
import dev.dcmrig.can.dbc.Signal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the {@code bindings} of a vehicle file against its DBC file. */
final class BindingReader {
  private final String fileName;
  private final Dbc dbc;

  BindingReader(String fileName, Dbc dbc) {
    this.fileName = fileName;
    this.dbc = dbc;
  }

  Map<DomainValue, BoundValue> read(Map<String, ?> bindings) {
    Map<DomainValue, BoundValue> bound = new EnumMap<>(DomainValue.class);
    for (Map.Entry<String, ?> entry : bindings.entrySet()) {
      String path = "bindings." + entry.getKey();
      DomainValue value = byKey(path, entry.getKey());
      bound.put(value, bind(path, value, map(path, entry.getValue())));
    }
    return bound;
  }

  private DomainValue byKey(String path, String key) {
    StringBuilder known = new StringBuilder();
    for (DomainValue value : DomainValue.values()) {
      if (value.key().equals(key)) {
        return value;
      }
      known.append(known.isEmpty() ? "" : ", ").append(value.key());
    }
    throw error(path, "there is no domain value \"" + key + "\"; there are: " + known);
  }

  private BoundValue bind(String path, DomainValue value, Map<?, ?> entry) {
    for (Object key : entry.keySet()) {
      if (!List.of("message", "signal", "values").contains(key)) {
        throw error(path + "." + key, "unknown key; a binding has message, signal and values");
      }
    }
    String messageName = text(path + ".message", entry.get("message"));
    Message message = dbc.message(messageName);
    if (message == null) {
      throw error(
          path + ".message",
          "no message \""
              + messageName
              + "\" in "
              + dbc.fileName()
              + ", it has: "
              + Names.list(dbc.messages()));
    }
    String signalName = text(path + ".signal", entry.get("signal"));
    Signal signal = message.signal(signalName);
    if (signal == null) {
      throw error(
          path + ".signal",
          "no signal \""
              + signalName
              + "\" in message "
              + message.name()
              + ", it has: "
              + Names.list(message.signals()));
    }
    Map<String, Long> words = words(path + ".values", value, signal, entry.get("values"));
    return new BoundValue(value, message, signal, words);
  }

  private Map<String, Long> words(
      String path, DomainValue value, Signal signal, @Nullable Object given) {
    List<String> expected = value.words();
    Map<String, Long> words = new LinkedHashMap<>();
    if (given == null) {
      if (!expected.isEmpty()) {
        throw error(path, "missing; give the raw value of each of: " + String.join(", ", expected));
      }
      return words;
    }
    if (expected.isEmpty()) {
      throw error(path, value.key() + " is a number; remove the values");
    }
    for (Map.Entry<?, ?> entry : map(path, given).entrySet()) {
      String word = String.valueOf(entry.getKey());
      if (!expected.contains(word)) {
        throw error(
            path + "." + word,
            "no such word; "
                + value.key()
                + " has: "
                + String.join(", ", expected)
                + " (in YAML put NO, YES, ON and OFF in quotes)");
      }
      words.put(word, raw(path + "." + word, signal, entry.getValue()));
    }
    for (String word : expected) {
      if (!words.containsKey(word)) {
        throw error(path, "\"" + word + "\" is missing");
      }
    }
    if (words.values().stream().distinct().count() < words.size()) {
      throw error(path, "two words have the same raw value: " + words);
    }
    return words;
  }

  private long raw(String path, Signal signal, @Nullable Object given) {
    if (!(given instanceof Integer) && !(given instanceof Long)) {
      throw error(path, given + " is no whole number; give the raw value on the bus");
    }
    long raw = ((Number) given).longValue();
    int bits = signal.length();
    long low = signal.isSigned() ? -1L << (bits - 1) : 0;
    long high = signal.isSigned() ? ~low : bits > 62 ? Long.MAX_VALUE : (1L << bits) - 1;
    if (raw < low || raw > high) {
      throw error(
          path,
          raw
              + " does not fit into the "
              + bits
              + " bits of signal "
              + signal.name()
              + ": "
              + low
              + " to "
              + high);
    }
    return raw;
  }

  private Map<?, ?> map(String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw error(path, "found " + value + "; a map should be here");
  }

  private String text(String path, @Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw error(path, value == null ? "missing" : "found " + value + "; a name should be here");
  }

  private BindingException error(String path, String what) {
    return new BindingException(fileName, path, what);
  }
}
