// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.fleet.live;

import dev.dcmrig.fleet.LeaseTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What has come of a fleet in real time.
 *
 * @param received messages, each of them once
 * @param repeated messages that came again because an answer was lost
 * @param skipped messages that came before their turn: a node has lost one
 * @param refused words of nodes that had lost their lease
 * @param median from a message's time to its arrival; likewise for 99 % and for the latest
 * @param updates absent without a rollout
 */
public record LiveOutcome(
    LivePlan plan,
    long received,
    long repeated,
    long skipped,
    long refused,
    Duration median,
    Duration almostAll,
    Duration latest,
    List<LeaseTable.Takeover> takeovers,
    @Nullable Updates updates) {
  public LiveOutcome {
    takeovers = List.copyOf(takeovers);
  }

  /**
   * The rollout in the end.
   *
   * @param running cars whose kept firmware is that of the release
   */
  public record Updates(String state, int succeeded, int failed, int open, int running) {
    /** For people. */
    String line(LivePlan plan) {
      return "rollout %s: %,d succeeded of %,d by design, %,d failed of %,d, %,d open; %,d run the release"
          .formatted(
              state.toLowerCase(Locale.ROOT),
              succeeded,
              plan.cars() - plan.failing(),
              failed,
              plan.failing(),
              open,
              running);
    }
  }

  /** Messages that were due and have not come. */
  public long lost() {
    return plan.due() - received;
  }

  /** Whether nothing was lost, and every count is as the plan has it. */
  public boolean isExact() {
    Updates rolled = updates;
    return lost() == 0
        && skipped == 0
        && (rolled == null
            || (rolled.succeeded == plan.cars() - plan.failing()
                && rolled.failed == plan.failing()
                && rolled.open == 0
                && rolled.running == rolled.succeeded));
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "messages: %,d due, %,d received, %,d lost, %,d came twice, %,d before their turn"
            .formatted(plan.due(), received, lost(), repeated, skipped));
    lines.add(
        "arrival after their time: median %d ms, 99 %% %d ms, latest %d ms"
            .formatted(median.toMillis(), almostAll.toMillis(), latest.toMillis()));
    if (!takeovers.isEmpty()) {
      long longest = takeovers.stream().mapToLong(LeaseTable.Takeover::nanos).max().orElse(0);
      lines.add(
          "parts taken over from nodes that fell silent: %d of %d, within %.1f s; %d words of old leases refused"
              .formatted(takeovers.size(), LeaseTable.PARTS, longest / 1e9, refused));
    }
    Updates rolled = updates;
    if (rolled != null) {
      lines.add(rolled.line(plan));
    }
    lines.add(isExact() ? "every count is exact" : "NOT as it should be");
    return lines;
  }
}
