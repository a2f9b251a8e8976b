// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.ota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How far one ECU of an action is, as it is kept over resets. */
final class EcuState {

  /** What has become of it. */
  enum Stage {
    WAITING,
    /** What it had may be gone. */
    BEGUN,
    /** It could not be given its software, and gets back what it had. */
    GIVEN_BACK,
    /** It says that its new software runs. */
    DONE,
    /** It ran that already. */
    HAD,
    FAILED
  }

  final EcuPart part;
  Stage stage = Stage.WAITING;

  /** Tries of what is being written. */
  int tries;

  /** Whether it was asked to erase what it had. */
  boolean erased;

  /** Whether it has said what it runs. */
  boolean asked;

  /** What it has said of its version last; empty: it runs nothing, or was not asked. */
  String told = "";

  /** Why it failed. */
  String why = "";

  EcuState(EcuPart part) {
    this.part = part;
  }

  boolean isOver() {
    return stage == Stage.DONE || stage == Stage.HAD || stage == Stage.FAILED;
  }

  /** Whether it runs what it was to run. */
  boolean isWell() {
    return stage == Stage.DONE || stage == Stage.HAD;
  }

  /** For people and for the server: its name, what it runs, and why. */
  String summary() {
    String runs = !asked ? "not asked" : told.isEmpty() ? EcuVersions.NONE : told;
    return part.ecu() + ": " + runs + (why.isEmpty() ? "" : " (" + why + ")");
  }

  void keep(ObjectNode cell) {
    part.keep(cell);
    cell.put("stage", stage.name())
        .put("tries", tries)
        .put("erased", erased)
        .put("asked", asked)
        .put("told", told)
        .put("why", why);
  }

  /**
   * @throws IllegalArgumentException when the cell says no stage
   */
  static EcuState kept(JsonNode cell) {
    EcuState state = new EcuState(EcuPart.kept(cell));
    state.stage = Stage.valueOf(cell.path("stage").asText());
    state.tries = cell.path("tries").asInt();
    state.erased = cell.path("erased").asBoolean();
    state.asked = cell.path("asked").asBoolean();
    state.told = cell.path("told").asText();
    state.why = cell.path("why").asText();
    return state;
  }
}
