// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.uptane.repository;

import dev.dcmrig.uptane.metadata.Role;
import java.time.Duration;

/** How long metadata hold from when they are made: a freeze lasts no longer than the timestamp. */
public record Lifetimes(Duration root, Duration timestamp, Duration snapshot, Duration targets) {
  /** A year, a day, a week, 90 days. */
  public static final Lifetimes USUAL =
      new Lifetimes(
          Duration.ofDays(365), Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(90));

  Duration of(Role role) {
    return switch (role) {
      case ROOT -> root;
      case TIMESTAMP -> timestamp;
      case SNAPSHOT -> snapshot;
      case TARGETS -> targets;
    };
  }
}
