// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Header fields in their order; names compare without case. */
final class SipHeaders {
  private final List<SipHeader> fields;

  SipHeaders(List<SipHeader> fields) {
    this.fields = List.copyOf(fields);
  }

  List<SipHeader> fields() {
    return fields;
  }

  Optional<String> first(String name) {
    String canonical = HeaderNames.canonical(name);
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(canonical))
        .map(SipHeader::value)
        .findFirst();
  }

  /** The value of each field of this name. */
  List<String> all(String name) {
    String canonical = HeaderNames.canonical(name);
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(canonical))
        .map(SipHeader::value)
        .toList();
  }

  /** The values of all fields of this name, those separated by commas one by one. */
  List<String> list(String name) {
    List<String> values = new ArrayList<>();
    for (String value : all(name)) {
      for (String part : QuotedText.split(value, ',')) {
        if (!part.isBlank()) {
          values.add(part.strip());
        }
      }
    }
    return values;
  }
}
