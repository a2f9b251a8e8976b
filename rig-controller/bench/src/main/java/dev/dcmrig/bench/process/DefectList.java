// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.process;

import dev.dcmrig.api.BenchBroken;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * The seeded defects that a DCM says it knows, held against those that it was handed. All but the
 * answer belongs to the thread that reads the DCM's lines.
 */
final class DefectList {

  /** Ids that one DCM may say: ten times those of the rig's own. */
  static final int MAX_IDS = 1_000;

  private final Set<String> handed;
  private final Set<String> known = new LinkedHashSet<>();
  private final CompletableFuture<Boolean> answer = new CompletableFuture<>();
  private boolean open;

  DefectList(Set<String> handed) {
    this.handed = Set.copyOf(handed);
  }

  /** Done when nothing was handed, or all of it is known; else fails with {@link BenchBroken}. */
  CompletableFuture<Boolean> answer() {
    return answer;
  }

  /** The DCM has said {@code hello}: now it may say its list. */
  void begin() {
    open = true;
    if (handed.isEmpty()) {
      answer.complete(true);
    }
  }

  /** Whether a line of the list may still come. */
  boolean isOpen() {
    return open;
  }

  /**
   * A line of the list; one without ids ends it.
   *
   * @return false when there are more ids than {@value #MAX_IDS}
   */
  boolean add(List<String> ids) {
    known.addAll(ids);
    if (known.size() > MAX_IDS) {
      return false;
    }
    if (known.containsAll(handed)) {
      answer.complete(true);
    }
    if (ids.isEmpty()) {
      end();
    }
    return true;
  }

  /** Any other line: what was not named by now is not known. */
  void end() {
    if (open) {
      open = false;
      answer.completeExceptionally(new BenchBroken(unknown()));
    }
  }

  /** False when somebody had the answer before. */
  boolean broke(BenchBroken cause) {
    return answer.completeExceptionally(cause);
  }

  private String unknown() {
    Set<String> missing = new TreeSet<>(handed);
    missing.removeAll(known);
    return "the DCM does not know the seeded defect "
        + String.join(", ", missing)
        + (known.isEmpty()
            ? ": it named none after its hello"
            : ": not among the " + known.size() + " that it named after its hello")
        + "; leave --defect out, or let the DCM say 'defects ID ...' (docs/DCM-INTERFACE.md,"
        + " section 0)";
  }
}
