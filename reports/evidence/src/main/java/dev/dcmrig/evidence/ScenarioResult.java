// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a scenario ended.
 *
 * @param id names it for good; its location may move
 * @param subject whose behaviour failed it; null unless it failed
 * @param failedFor ids of the requirements that its failure is about; empty unless it failed, and
 *     where the failure says nothing of them
 * @param reason empty when it passed
 * @param endNanos on its timeline
 * @param digest scenario digest, or empty when it was not concluded
 * @param folder its name under {@code scenarios/}
 */
public record ScenarioResult(
    String id,
    String location,
    String name,
    List<String> tags,
    Verdict verdict,
    @Nullable Subject subject,
    List<String> failedFor,
    String reason,
    long endNanos,
    String digest,
    String folder) {

  /** Feature file, then line, then id. */
  static final Comparator<ScenarioResult> ORDER =
      Comparator.comparing(ScenarioResult::uri)
          .thenComparingInt(ScenarioResult::line)
          .thenComparing(ScenarioResult::id);

  /** Whether the run ended before its turn: it says nothing, and is not passed. */
  public boolean neverBegan() {
    return verdict == Verdict.ERROR && reason.equals(RunFolder.NEVER_BEGAN);
  }

  /**
   * What it came to with a second attempt after this one, which failed: flaky where that passed,
   * and failed as before where it did not. It never passes so.
   */
  public ScenarioResult again(ScenarioResult second) {
    boolean flaky = second.verdict() == Verdict.PASSED;
    String then =
        flaky
            ? "; it passed when it was run once more"
            : "; run once more: "
                + second.verdict().word()
                + (second.reason().equals(reason) ? ", in the same way" : ", " + second.reason());
    return new ScenarioResult(
        id,
        location,
        name,
        tags,
        flaky ? Verdict.FLAKY : verdict,
        subject,
        failedFor,
        reason + then,
        endNanos,
        EvidenceDigest.ofBoth(digest, second.digest()),
        folder);
  }

  /** Feature file of the location. */
  public String uri() {
    int colon = location.lastIndexOf(':');
    return colon < 0 ? location : location.substring(0, colon);
  }

  /** Line of the location; 0 without one. */
  public int line() {
    int colon = location.lastIndexOf(':');
    try {
      return colon < 0 ? 0 : Integer.parseInt(location.substring(colon + 1));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
