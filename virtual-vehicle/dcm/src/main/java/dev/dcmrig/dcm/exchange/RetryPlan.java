// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.http.HttpAnswer;
import dev.dcmrig.dcm.http.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next try (docs/DCM-INTERFACE.md, 2.4). */
public final class RetryPlan {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  /** Seconds of more digits are longer than any limit. */
  private static final int MAX_DIGITS = 9;

  private final DcmContext dcm;
  private final TelematicsSettings settings;
  private final ExchangeRules rules;

  public RetryPlan(DcmContext dcm, TelematicsSettings settings, ExchangeRules rules) {
    this.dcm = dcm;
    this.settings = settings;
    this.rules = rules;
  }

  /**
   * The gap after a failed try, in nanoseconds.
   *
   * @param tries how many have failed, this one included: 1 or more
   * @param answer what the failed one was answered; null without an answer
   */
  public long gapNanos(int tries, @Nullable HttpAnswer answer) {
    double first = settings.firstRetry().toNanos();
    double limit = settings.retryLimit().toNanos();
    double planned = Math.min(limit, first * Math.pow(settings.retryFactor(), tries - 1));
    double gap = rules.gapNanos(Math.round(planned), Math.round(first));
    double jitter = settings.retryJitter() * rules.jitterShare(dcm.ids().nextDouble());
    return Math.max(Math.round(gap * (1 + jitter)), rules.retryAfterNanos(retryAfterNanos(answer)));
  }

  /** Whether what found no network is tried again after the gap. */
  public boolean isTriedAgainWithoutNetwork() {
    return rules.isTriedAgainWithoutNetwork();
  }

  /** What {@code Retry-After} asks for: seconds, or a date (RFC 9110 10.2.3). */
  private long retryAfterNanos(@Nullable HttpAnswer answer) {
    if (answer == null
        || (answer.status() != TOO_MANY_REQUESTS && answer.status() != UNAVAILABLE)) {
      return 0;
    }
    String text = answer.header("retry-after");
    Duration limit = settings.retryAfterLimit();
    Duration wanted =
        text.matches("[0-9]+") ? seconds(text, limit) : until(text).orElse(Duration.ZERO);
    // Only what is left of it has so few nanoseconds that a long holds them.
    Duration granted = wanted.compareTo(limit) > 0 ? limit : wanted;
    return granted.isNegative() ? 0 : granted.toNanos();
  }

  private static Duration seconds(String digits, Duration limit) {
    String number = digits.replaceFirst("^0+(?=.)", "");
    return number.length() > MAX_DIGITS ? limit : Duration.ofSeconds(Long.parseLong(number));
  }

  /** Up to a date; nothing if it is none: a server that can't say when has said nothing. */
  private Optional<Duration> until(String date) {
    Instant now = dcm.timeline().now();
    return HttpDate.parse(date, now).map(then -> Duration.between(now, then));
  }
}
