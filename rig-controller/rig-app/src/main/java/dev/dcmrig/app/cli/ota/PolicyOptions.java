// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.cli.ota;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is asked of a device with an update. */
final class PolicyOptions {
  /** Words of the management API. */
  enum Kind {
    FORCED,
    SOFT,
    TIMEFORCED,
    DOWNLOAD_ONLY
  }

  @Option(
      names = "--kind",
      defaultValue = "FORCED",
      paramLabel = "KIND",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Kind kind = Kind.FORCED;

  @Option(
      names = "--forced-at",
      paramLabel = "INSTANT",
      description = "When TIMEFORCED becomes forced, as 2026-06-01T08:00:00Z.")
  private @Nullable Instant forcedAt;

  @Option(names = "--consent", description = "The user in the car has to agree first.")
  private boolean consent;

  @Option(
      names = "--silent-after",
      paramLabel = "SPAN",
      converter = DurationConverter.class,
      description = "A device that says nothing for so long has failed, as 2h; default: never.")
  private @Nullable Duration silentAfter;

  @Option(
      names = "--retries",
      paramLabel = "COUNT",
      description = "Further tries of a device that failed; default none.")
  private int retries;

  @Option(
      names = "--back-off",
      paramLabel = "SPAN",
      converter = DurationConverter.class,
      description = "Pause before the first further try; each later one is twice as long.")
  private @Nullable Duration backOff;

  ObjectNode json() {
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    policy.put("kind", kind.name());
    if (forcedAt != null) {
      policy.put("forcedAt", forcedAt.toString());
    }
    policy.put("consent", consent);
    if (silentAfter != null) {
      policy.put("silentAfterSeconds", silentAfter.toSeconds());
    }
    if (retries > 0) {
      policy
          .putObject("retries")
          .put("most", retries)
          .put("backOffSeconds", backOff == null ? 0 : backOff.toSeconds())
          .put("factor", 2);
    }
    return policy;
  }
}
