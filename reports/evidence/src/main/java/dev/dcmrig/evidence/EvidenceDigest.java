// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The digests of a scenario and of a run; the package says what is in them. */
final class EvidenceDigest {

  /** In place of the digest of a scenario that has none. */
  private static final String NONE = "none";

  private EvidenceDigest() {}

  /**
   * SHA-256 of each file that a scenario's evidence is made of; of nothing, where one is missing.
   */
  record Parts(String frames, String events, String network, String capture) {}

  /** How a scenario ended. */
  record End(
      long nanos,
      Verdict verdict,
      @Nullable Subject subject,
      List<String> requirements,
      String reason) {}

  static String of(PlannedScenario scenario, Instant epoch, Parts parts, End end) {
    return Digests.of(
        String.join(
            "\n",
            scenario.id(),
            scenario.name(),
            String.join(" ", scenario.tags()),
            epoch.toString(),
            parts.frames(),
            parts.events(),
            parts.network(),
            parts.capture(),
            Long.toString(end.nanos()),
            end.verdict().name(),
            end.subject() == null ? "" : end.subject().name(),
            String.join(" ", end.requirements()),
            end.verdict() == Verdict.ERROR ? "" : end.reason(),
            ""));
  }

  /** Of a scenario that was run once more. */
  static String ofBoth(String first, String second) {
    return Digests.of(first + "\nagain " + second + "\n");
  }

  static String of(RunOptions options, List<ScenarioResult> scenarios) {
    StringBuilder text = new StringBuilder();
    text.append("stand-ins ").append(options.dutIsStandIn()).append(' ');
    text.append(options.serviceIsStandIn()).append('\n');
    text.append("seed ").append(options.seed()).append('\n');
    text.append("defects ").append(String.join(" ", options.defects())).append('\n');
    text.append(
        options.channels().stream()
            .map(channel -> channel.name() + " " + channel.database())
            .collect(Collectors.joining(" ", "channels ", "\n")));
    scenarios.stream()
        .sorted(Comparator.comparing(ScenarioResult::id))
        .forEach(
            result ->
                text.append(result.id())
                    .append(' ')
                    .append(result.digest().isEmpty() ? NONE : result.digest())
                    .append('\n'));
    return Digests.of(text.toString());
  }
}
