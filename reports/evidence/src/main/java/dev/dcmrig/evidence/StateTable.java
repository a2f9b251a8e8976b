// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.evidence;

import dev.dcmrig.sim.settings.Key;
import java.util.List;

/**
 * A machine of states as a run knew it: each event in each state, and what follows. Scenarios are
 * made from it.
 *
 * @param cells in the order of states, then of events
 */
public record StateTable(
    @Key("its name, as scenarios say it") String machine,
    @Key("what it is about, in a few words") String title,
    @Key("the feature file that is made from it") String feature,
    @Key("its states, each with a sentence") List<Word> states,
    @Key("its events, each with a sentence") List<Word> events,
    @Key("each pair of a state and an event") List<Cell> cells) {

  /** A state or an event. */
  public record Word(@Key("as the table says it") String name, @Key("what it means") String says) {}

  /** What an event does in a state. */
  public record Cell(
      @Key("the state before") String state,
      @Key("the event") String event,
      @Key("the state that follows; empty where the event is impossible") String next,
      @Key("the requirement that says so; empty where the event is impossible") String requirement,
      @Key("why the event can't happen there; empty where it can") String impossible) {}
}
