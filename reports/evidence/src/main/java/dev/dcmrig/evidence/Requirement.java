// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import dev.dcmrig.evidence.requirement.TextHash;
import java.util.Locale;

/**
 * An entry of the catalogue.
 *
 * @param id for instance {@code SOS-04}
 * @param source {@code CS} or {@code D}
 * @param subject whom it binds
 */
public record Requirement(
    String id, String title, String statement, String source, Subject subject) {

  /** SHA-256 over all of its text, 64 hexadecimal digits: another text is another requirement. */
  public String hash() {
    return new TextHash()
        .add("id", id)
        .add("title", title)
        .add("statement", statement)
        .add("source", source)
        .add("subject", subject.name().toLowerCase(Locale.ROOT))
        .hex();
  }
}
