// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.ota;

import dev.dcmrig.api.Updates.RolloutWish;
import dev.dcmrig.api.Updates.Start;
import dev.dcmrig.api.Vehicle.UpdateAnswer;
import dev.dcmrig.features.ota.UpdateSteps.Offered;
import io.cucumber.java.ParameterType;

/** The words of the steps about updates. */
public final class UpdateWords {

  /** What is offered. */
  @ParameterType("hangs|fails its self-test|is for another hardware|the user is asked about")
  public Offered offered(String text) {
    return switch (text) {
      case "hangs" -> new Offered(Start.HANGS, "", false);
      case "fails its self-test" -> new Offered(Start.FAILS_ITS_SELF_TEST, "", false);
      case "is for another hardware" -> new Offered(Start.RUNS, "dcm-9", false);
      default -> Offered.ASKED;
    };
  }

  /** How far an update is, as it is seen outside of the DCM. */
  @ParameterType("downloading|offered|announced|installing")
  public String updatePhase(String text) {
    return text;
  }

  /** What an operator does with a rollout. */
  @ParameterType("paused|resumed|cancelled")
  public RolloutWish rolloutWish(String text) {
    return switch (text) {
      case "paused" -> RolloutWish.PAUSE;
      case "resumed" -> RolloutWish.RESUME;
      default -> RolloutWish.CANCEL;
    };
  }

  /** What the user says at the head unit. */
  @ParameterType("accepts|declines|postpones")
  public UpdateAnswer updateAnswer(String text) {
    return switch (text) {
      case "accepts" -> UpdateAnswer.ACCEPT;
      case "declines" -> UpdateAnswer.DECLINE;
      default -> UpdateAnswer.POSTPONE;
    };
  }

  /** How an update ends. */
  @ParameterType("succeeded|failed")
  public String updateResult(String text) {
    return text.equals("succeeded") ? "success" : "failure";
  }
}
