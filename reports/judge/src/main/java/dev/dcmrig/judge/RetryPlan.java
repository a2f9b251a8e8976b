// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import java.util.Set;

/**
 * The numbers by which messages are tried again (docs/DCM-INTERFACE.md, 2.4).
 *
 * @param tries of a message that may be given up; at least 1
 * @param firstRetry gap after the first try, in seconds
 * @param factor each gap is this many times the one before
 * @param limit longest gap, in seconds
 * @param jitter share of the gap that may be added to it
 * @param answerTimeout how long an answer is waited for, in seconds
 * @param retryAfter what the service's 429 asks for in {@code Retry-After}, in seconds
 */
public record RetryPlan(
    int tries,
    double firstRetry,
    double factor,
    double limit,
    double jitter,
    double answerTimeout,
    double retryAfter) {

  /** The key of the profile that says how often. */
  public static final String TRIES = "telematics.tries";

  /** The keys that say when. */
  public static final String GAPS =
      "telematics.firstRetry, telematics.retryFactor, telematics.retryLimit,"
          + " telematics.retryJitter, telematics.answerTimeout";

  /** The key that says how much of a gap is random. */
  public static final String JITTER = "telematics.retryJitter";

  /** What refuses a message that may be given up for good. */
  public static final Set<Integer> PERMANENT = Set.of(400, 401, 403, 404);

  /** In place of a status: the answer was waited for as long as the plan says. */
  public static final int WAITED_FOR = -1;

  static final int TOO_MANY_REQUESTS = 429;

  /** Least time from the failure of a try to the next one. */
  double least(int number, int status) {
    double gap = Math.min(limit, firstRetry * Math.pow(factor, number - 1));
    return status == TOO_MANY_REQUESTS ? Math.max(gap, retryAfter) : gap;
  }

  /** Least time from the arrival of a try to that of the next one. */
  double soonest(int number, int status) {
    return least(number, status) + (status == WAITED_FOR ? answerTimeout : 0);
  }

  /** Longest time from the arrival of a try to that of the next one. */
  double most(int number, int status) {
    double failed = status == 0 || status == WAITED_FOR ? answerTimeout : 0;
    return least(number, status) * (1 + jitter) + failed;
  }

  /** Longest gap that there is, in seconds. */
  public double longestGap() {
    return limit * (1 + jitter);
  }

  /**
   * Longest time that a number of failed tries take, in seconds, whatever they fail of.
   *
   * @param failed tries from the first one on
   */
  public double longest(int failed) {
    double sum = 0;
    for (int number = 1; number <= failed; number++) {
      sum += answerTimeout + most(number, TOO_MANY_REQUESTS);
    }
    return sum;
  }
}
