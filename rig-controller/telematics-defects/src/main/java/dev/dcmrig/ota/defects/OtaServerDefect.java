// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.defects;

import dev.dcmrig.ota.model.ActionState;
import dev.dcmrig.ota.model.MaintenanceWindow;
import dev.dcmrig.ota.model.MemberState;
import dev.dcmrig.ota.model.OtaRules;
import dev.dcmrig.ota.model.Retries;
import dev.dcmrig.sim.defect.CombinedRules;
import dev.dcmrig.sim.defect.SeededDefect;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An update server with one deliberate fault: each entry overrides one rule. They show that the
 * suite can fail for what a rollout must do.
 */
public enum OtaServerDefect implements OtaRules {
  WAVE_EARLY("rollout-wave-early", "a wave begins at half of its success threshold") {
    @Override
    public boolean successReached(int succeeded, int total, int percent) {
      return super.successReached(succeeded, total, percent / 2);
    }
  },
  PAUSES_ONE_LATE("rollout-pauses-one-late", "the error threshold has to be crossed, not reached") {
    @Override
    public boolean errorLimitReached(int errors, int total, int percent) {
      return super.errorLimitReached(errors - 1, total, percent);
    }
  },
  NEVER_PAUSES("rollout-never-pauses", "no number of failures pauses a rollout") {
    @Override
    public boolean errorLimitReached(int errors, int total, int percent) {
      return false;
    }
  },
  OFFERS_WHILE_PAUSED("rollout-offers-while-paused", "a paused rollout tells further cars of it") {
    @Override
    public boolean offersWhilePaused() {
      return true;
    }
  },
  REPEATS_ON_RESUME("rollout-repeats-on-resume", "cars that succeeded get it once more on resume") {
    @Override
    public boolean isRepeatedOnResume(MemberState state) {
      return state == MemberState.SUCCEEDED;
    }
  },
  WAITS_FOR_SILENT("rollout-waits-for-silent", "a car that fell silent is never given up") {
    @Override
    public boolean isSilent(Duration since, Duration limit) {
      return false;
    }
  },
  LATE_SUCCESS_LOST("rollout-late-success-lost", "the success of a car given up does not count") {
    @Override
    public boolean countsLateSuccess() {
      return false;
    }
  },
  COUNTS_TWICE("rollout-counts-twice", "a late success is counted as a failure, too") {
    @Override
    public boolean leavesItsCount(MemberState from, MemberState to) {
      return from != MemberState.TIMED_OUT;
    }
  },
  SKIPS_CONSENT("rollout-skips-consent", "no user is asked where the rollout orders it") {
    @Override
    public boolean asksUser(boolean ordered, boolean agreesToAll) {
      return false;
    }
  },
  IGNORES_WINDOW("rollout-ignores-window", "cars install before the maintenance window opens") {
    @Override
    public boolean mayInstall(@Nullable MaintenanceWindow window, Instant now) {
      return true;
    }
  },
  CANCEL_TOLD_AS_DONE("rollout-cancel-told-as-done", "a car counts as stopped before it says so") {
    @Override
    public ActionState afterCancel(ActionState next) {
      return next == ActionState.CANCELLING ? ActionState.CANCELLED : next;
    }
  },
  IGNORES_FILTER("rollout-ignores-filter", "cars get it that the rollout's filter leaves out") {
    @Override
    public String chosenBy(String ordered) {
      return "controllerId==*";
    }
  },
  RETRIES_AT_ONCE("rollout-retries-at-once", "a car that failed is asked again without a pause") {
    @Override
    public long pauseSeconds(Retries retries, int failures) {
      return 0;
    }
  },
  TELLS_ANOTHERS_TASK(
      "update-poll-of-another-car", "a car that polls is told its neighbour's task") {
    @Override
    public long toldTaskOf(long polling) {
      return polling % 2 == 0 ? polling - 1 : polling + 1;
    }
  },
  RANGE_OFF_BY_ONE("update-range-off-by-one", "a later piece of an image begins a byte too early") {
    @Override
    public long rangeFrom(long asked) {
      return Math.max(0, asked - 1);
    }
  };

  /** A record of texts, which nobody changes. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final SeededDefect described;

  OtaServerDefect(String id, String title) {
    this.described = new SeededDefect(id, SeededDefect.Part.SERVICE, "OTA-02", title, List.of());
  }

  /** What the catalogue says of it. */
  public SeededDefect described() {
    return described;
  }

  /** All of them, as the catalogue shows them. */
  public static List<SeededDefect> catalogue() {
    return Arrays.stream(values()).map(OtaServerDefect::described).toList();
  }

  /**
   * The rules of a server with these defects.
   *
   * @param ids of any part's defects; those of others change nothing here
   */
  public static OtaRules rulesWith(Collection<String> ids) {
    return CombinedRules.of(
        OtaRules.class,
        OtaRules.REQUIRED,
        Arrays.stream(values()).filter(each -> ids.contains(each.described.id())).toList());
  }
}
