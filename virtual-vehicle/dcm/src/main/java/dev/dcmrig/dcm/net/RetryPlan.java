package dev.dcmrig.dcm.net;

import dev.dcmrig.dcm.DcmContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next try (docs/DCM-INTERFACE.md, 2.4). */
final class RetryPlan {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  private final DcmContext dcm;

  RetryPlan(DcmContext dcm) {
    this.dcm = dcm;
  }

  /**
   * The gap after a failed try, in nanoseconds.
   *
   * @param tries how many have failed, this one included: 1 or more
   * @param answer what the failed one was answered; null without an answer
   */
  long gapNanos(int tries, @Nullable HttpAnswer answer) {
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
    Duration wanted = Duration.ZERO;
    if (text.matches("[0-9]{1,9}")) {
      wanted = Duration.ofSeconds(Long.parseLong(text));
    } else if (!text.isEmpty()) {
      wanted = until(text);
    }
    long limit = dcm.settings().nanos("telematics.retryAfterLimit");
    return Math.max(0, Math.min(limit, wanted.toNanos()));
  }

  private Duration until(String date) {
    try {
      Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(dcm.timeline().now(), then);
    } catch (DateTimeParseException e) {
      // A server that can't say when has said nothing.
      return Duration.ZERO;
    }
  }
}
