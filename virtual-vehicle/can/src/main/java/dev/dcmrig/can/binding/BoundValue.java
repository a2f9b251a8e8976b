// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.binding;

import dev.dcmrig.can.dbc.Message;
import dev.dcmrig.can.dbc.Signal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where one domain value is carried, and what its raw values mean. */
final class BoundValue {
  /** Raw values up to here are looked up in an array. */
  private static final int DIRECT_WORDS = 256;

  final DomainValue value;
  final Message message;
  final Signal signal;
  final Map<String, Long> words;
  private final @Nullable String[] wordByRaw = new String[DIRECT_WORDS];

  BoundValue(DomainValue value, Message message, Signal signal, Map<String, Long> words) {
    this.value = value;
    this.message = message;
    this.signal = signal;
    this.words = words;
    words.forEach(
        (word, raw) -> {
          if (raw >= 0 && raw < DIRECT_WORDS) {
            wordByRaw[raw.intValue()] = word;
          }
        });
  }

  boolean isEnumerated() {
    return !words.isEmpty();
  }

  /** The word for a raw value, or null if the vehicle file has none. */
  @Nullable String word(long raw) {
    if (raw >= 0 && raw < DIRECT_WORDS) {
      return wordByRaw[(int) raw];
    }
    for (Map.Entry<String, Long> entry : words.entrySet()) {
      if (entry.getValue() == raw) {
        return entry.getKey();
      }
    }
    return null;
  }
}
