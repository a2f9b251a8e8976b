// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.model;

/**
 * How often a target that failed or fell silent is asked again.
 *
 * @param most further tries, 0 to 20
 * @param backOffSeconds pause before the first further try
 * @param factor 1 or more: each pause is so many times the one before
 * @param limitSeconds no pause is longer
 */
public record Retries(int most, long backOffSeconds, int factor, long limitSeconds) {
  /** No further try. */
  public static final Retries NONE = new Retries(0, 0, 1, 0);

  /** A pause grows no further than this, so that no arithmetic overflows: 100 days. */
  public static final long MAX_SECONDS = 8_640_000;

  private static final int MOST = 20;

  public Retries {
    if (most < 0 || most > MOST) {
      throw new IllegalArgumentException("retries.most is " + most + ": 0 to " + MOST);
    }
    if (backOffSeconds < 0 || backOffSeconds > MAX_SECONDS) {
      throw new IllegalArgumentException(
          "retries.backOffSeconds is " + backOffSeconds + ": 0 to " + MAX_SECONDS);
    }
    if (factor < 1 || factor > 100) {
      throw new IllegalArgumentException("retries.factor is " + factor + ": 1 to 100");
    }
    if (limitSeconds < 0 || limitSeconds > MAX_SECONDS) {
      throw new IllegalArgumentException(
          "retries.limitSeconds is " + limitSeconds + ": 0 to " + MAX_SECONDS);
    }
  }

  /**
   * The pause before a try.
   *
   * @param failures how often it has failed, 1 or more
   */
  public long pauseSeconds(int failures) {
    long longest = limitSeconds == 0 ? MAX_SECONDS : limitSeconds;
    long pause = Math.min(backOffSeconds, longest);
    for (int count = 1; count < failures && pause < longest; count++) {
      pause = Math.min(longest, pause * factor);
    }
    return pause;
  }
}
