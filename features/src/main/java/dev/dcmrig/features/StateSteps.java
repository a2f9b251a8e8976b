// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Map;

/** The three steps of every scenario that is made from a table of states. */
public final class StateSteps {
  private final StateMachines machines;

  public StateSteps(StateMachines machines) {
    this.machines = machines;
  }

  @Given("{machine} is in the state {string}")
  public void reach(String machine, String state) {
    run(machine, "state", state, machines.of(machine).ways());
  }

  @When("the event {string} happens to {machine}")
  public void happens(String event, String machine) {
    run(machine, "event", event, machines.of(machine).events());
  }

  /** What is measured is declared at the signs of each machine. */
  @Then("{machine} is in the state {string} afterwards")
  public void follows(String machine, String state) {
    run(machine, "state", state, machines.of(machine).signs());
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
