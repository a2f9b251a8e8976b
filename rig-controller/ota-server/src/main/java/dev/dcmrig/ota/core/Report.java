// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes with an event, of a target or of an operator.
 *
 * @param done how far it is, of {@code ofAll}
 */
public record Report(
    @Nullable Integer done, @Nullable Integer ofAll, @Nullable Integer code, List<String> details) {
  /** Nothing but the event. */
  public static final Report NONE = new Report(null, null, null, List.of());

  public Report {
    details = List.copyOf(details);
  }

  /** One sentence. */
  public static Report of(String detail) {
    return new Report(null, null, null, List.of(detail));
  }
}
