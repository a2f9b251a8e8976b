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
 * @param answerTimeoutKey the key of the profile that says so: each channel has its own
 * @param retryAfter what the service's 429 asks for in {@code Retry-After}, in seconds
 */
public record RetryPlan(
    int tries,
    double firstRetry,
    double factor,
    double limit,
    double jitter,
    double answerTimeout,
    String answerTimeoutKey,
    double retryAfter) {

  /** The key of the profile that says how often. */
  public static final String TRIES = "telematics.tries";

  private static final String GAPS =
      "telematics.firstRetry, telematics.retryFactor, telematics.retryLimit,"
          + " telematics.retryJitter, ";

  /** The key that says how much of a gap is random. */
  public static final String JITTER = "telematics.retryJitter";

  /** What refuses a message that may be given up for good. */
  public static final Set<Integer> PERMANENT = Set.of(400, 401, 403, 404);

  /** In place of a status: the answer was waited for as long as the plan says. */
  public static final int WAITED_FOR = -1;

  /** In place of a status: the try failed at once, and nothing was answered. */
  public static final int BROKEN = -2;

  /** In place of a status: {@code Retry-After} was a date, which has whole seconds. */
  public static final int UNTIL_A_DATE = -3;

  /** The status whose {@code Retry-After} is a number of seconds. */
  public static final int TOO_MANY_REQUESTS = 429;

  private static final double STEP_OF_A_DATE = 1;

  /** The keys that say when a message is tried again. */
  public String keys() {
    return GAPS + answerTimeoutKey;
  }

  /** Least time from the failure of a try to the next one. */
  double least(int number, int status) {
    return isAskedToWait(status) ? Math.max(planned(number), retryAfter) : planned(number);
  }

  private double planned(int number) {
    return Math.min(limit, firstRetry * Math.pow(factor, number - 1));
  }

  private static boolean isAskedToWait(int status) {
    return status == TOO_MANY_REQUESTS || status == UNTIL_A_DATE;
  }

  /** Least time from the arrival of a try to that of the next one. */
  double soonest(int number, int status) {
    return least(number, status) + (status == WAITED_FOR ? answerTimeout : 0);
  }

  /** Longest time from the arrival of a try to that of the next one. */
  double most(int number, int status) {
    double failed = status == 0 || status == WAITED_FOR ? answerTimeout : 0;
    double gap = planned(number) * (1 + jitter);
    double asked = status == UNTIL_A_DATE ? retryAfter + STEP_OF_A_DATE : retryAfter;
    return (isAskedToWait(status) ? Math.max(gap, asked) : gap) + failed;
  }

  /** Longest gap that there is, in seconds. */
  public double longestGap() {
    return limit * (1 + jitter);
  }

  /**
   * Longest time that a number of failed tries take with the gaps behind them, in seconds.
   *
   * @param failed tries from the first one on
   * @param status what each fails of; 0 when that is not known, so that it may have been waited for
   */
  public double longest(int failed, int status) {
    double sum = 0;
    for (int number = 1; number <= failed; number++) {
      sum += most(number, status);
    }
    return sum;
  }
}
