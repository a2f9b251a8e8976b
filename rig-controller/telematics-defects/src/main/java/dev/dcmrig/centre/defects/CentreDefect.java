// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre.defects;

import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.centre.agent.AgentRules;
import dev.dcmrig.sim.defect.CombinedRules;
import dev.dcmrig.sim.defect.SeededDefect;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A centre with one deliberate fault: each entry overrides one rule of its agent. They show that
 * the suite can fail for what the people at the centre must do.
 */
public enum CentreDefect implements AgentRules {
  SENDS_AFTER_ACCIDENT(
      "agent-sends-after-accident", "SOS-10", "the police go to a mistaken press") {
    @Override
    public List<String> sentAfterAccident() {
      return List.of("police");
    }
  },
  HOLDS_THE_LINE("agent-holds-the-line", "SOS-10", "a mistaken press is kept on the line") {
    @Override
    public boolean isCallEndedAfterAccident() {
      return false;
    }
  },
  SILENCE_IS_NO_EMERGENCY("agent-leaves-silent-caller", "SOS-11", "nobody goes to a silent press") {
    @Override
    public List<String> sentToSilentCaller(List<String> byDefault) {
      return List.of();
    }
  },
  SILENT_CRASH_LEFT("agent-leaves-silent-crash", "ACN-06", "nobody goes to a silent crash") {
    @Override
    public List<String> sentToSilentCrash(List<String> byDefault) {
      return List.of();
    }
  },
  SENDS_ALL_TO_CALLER("agent-sends-all-to-caller", "SOS-17", "every service goes to each press") {
    @Override
    public List<String> sentToCaller(List<String> needed) {
      return List.of("ambulance", "fire", "police");
    }
  },
  SENDS_ONE_TO_CRASH("agent-sends-one-to-crash", "ACN-15", "one service only goes to a crash") {
    @Override
    public List<String> sentToCrash(List<String> needed) {
      return needed.stream().limit(1).toList();
    }
  },
  SENDS_TO_OLD_PLACE("agent-sends-to-first-place", "ACN-15", "services go where the car was once") {
    @Override
    public Place sentTo(Place first, Place newest) {
      return first;
    }
  };

  /** A record of texts, which nobody changes. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final SeededDefect described;

  CentreDefect(String id, String requirement, String title) {
    this.described = new SeededDefect(id, SeededDefect.Part.SERVICE, requirement, title, List.of());
  }

  /** What the catalogue says of it. */
  public SeededDefect described() {
    return described;
  }

  /** All of them, as the catalogue shows them. */
  public static List<SeededDefect> catalogue() {
    return Arrays.stream(values()).map(CentreDefect::described).toList();
  }

  /**
   * The rules of an agent with these defects.
   *
   * @param ids of any part's defects; those of others change nothing here
   */
  public static AgentRules rulesWith(Collection<String> ids) {
    return CombinedRules.of(
        AgentRules.class,
        AgentRules.REQUIRED,
        Arrays.stream(values()).filter(each -> ids.contains(each.described.id())).toList());
  }
}
