// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.scene;

import dev.dcmrig.api.BackendFaults.Fault;
import dev.dcmrig.api.BackendFaults.Place;
import dev.dcmrig.judge.RetryPlan;

/** What a fault between DCM and service means for the tries that meet it. */
public final class Failures {
  private Failures() {}

  public static boolean isMqtt(Fault fault) {
    return fault.place() == Place.BROKER || fault.place() == Place.SESSION;
  }

  /** No request can be seen after it: the connection for one never came to be. */
  public static boolean isUnseen(Fault fault) {
    return fault.place() == Place.CONNECTION;
  }

  /** What is refused so is not tried again, unless it must not be lost. */
  public static boolean isPermanent(Fault fault) {
    return RetryPlan.PERMANENT.stream().anyMatch(each -> fault.name().equals("STATUS_" + each));
  }

  /** How a try that meets a fault fails, in the words of the plan; 0 when that is not known. */
  public static int of(Fault fault) {
    return switch (fault) {
      case NO_ANSWER, SLOW_DRIP -> RetryPlan.WAITED_FOR;
      case STATUS_429 -> RetryPlan.TOO_MANY_REQUESTS;
      case RETRY_AFTER_A_DATE -> RetryPlan.UNTIL_A_DATE;
      default -> isMqtt(fault) ? 0 : RetryPlan.BROKEN;
    };
  }
}
