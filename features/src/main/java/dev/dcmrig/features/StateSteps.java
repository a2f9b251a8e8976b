// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.evidence.Subject;
import dev.dcmrig.features.scene.Scene;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Map;

/**
 * The three steps of every scenario that is made from a table of states. What they reached is noted
 * in the evidence: the report's coverage comes from there.
 */
public final class StateSteps {
  private static final String MACHINE = "machine";
  private static final String STATE = "state";

  private final Scene scene;
  private final StateMachines machines;
  private String state = "";
  private String event = "";

  public StateSteps(Scene scene, StateMachines machines) {
    this.scene = scene;
    this.machines = machines;
  }

  @Given("{machine} is in the state {string}")
  public void reach(String machine, String reached) {
    run(machine, STATE, reached, machines.of(machine).ways());
    note("state.reached", Map.of(MACHINE, machine, STATE, reached));
    state = reached;
  }

  @When("the event {string} happens to {machine}")
  public void happens(String happening, String machine) {
    run(machine, "event", happening, machines.of(machine).events());
    event = happening;
  }

  /** What is measured is declared at the signs of each machine. */
  @Then("{machine} is in the state {string} afterwards")
  public void follows(String machine, String next) {
    note("state.transition", Map.of(MACHINE, machine, STATE, state, "event", event, "next", next));
    run(machine, STATE, next, machines.of(machine).signs());
    note("state.reached", Map.of(MACHINE, machine, STATE, next));
    state = next;
  }

  private void note(String kind, Map<String, String> details) {
    scene.bench().observations().note(Subject.RIG, kind, details);
  }

  private static void run(String machine, String kind, String word, Map<String, Runnable> known) {
    Runnable found = known.get(word);
    if (found == null) {
      throw new IllegalArgumentException(
          machine + " has no " + kind + " '" + word + "'; it has " + known.keySet());
    }
    found.run();
  }
}
