// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.exchange;

import dev.dcmrig.dcm.http.HttpAnswer;
import dev.dcmrig.dcm.http.HttpDate;
import dev.dcmrig.dcm.core.DcmContext;
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

  public RetryPlan(DcmContext dcm) {
    this.dcm = dcm;
  }

  /**
   * The gap after a failed try, in nanoseconds.
   *
   * @param tries how many have failed, this one included: 1 or more
   * @param answer what the failed one was answered; null without an answer
   */
  public long gapNanos(int tries, @Nullable HttpAnswer answer) {
    double first = dcm.settings().nanos("telematics.firstRetry");
    double limit = dcm.settings().nanos("telematics.retryLimit");
    double factor = dcm.settings().number("telematics.retryFactor");
    double gap = Math.min(limit, first * Math.pow(factor, tries - 1));
    if (dcm.has("retries-without-gap")) {
      gap = first / 10;
    }
    double jitter = dcm.settings().number("telematics.retryJitter") * dcm.ids().nextDouble();
    long plain = Math.round(gap * (1 + jitter));
    return dcm.has("retry-after-ignored") ? plain : Math.max(plain, retryAfterNanos(answer));
  }

  /** What {@code Retry-After} asks for: seconds, or a date (RFC 9110 10.2.3). */
  private long retryAfterNanos(@Nullable HttpAnswer answer) {
    if (answer == null
        || (answer.status() != TOO_MANY_REQUESTS && answer.status() != UNAVAILABLE)) {
      return 0;
    }
    String text = answer.header("retry-after");
    Duration limit = dcm.settings().duration("telematics.retryAfterLimit");
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
