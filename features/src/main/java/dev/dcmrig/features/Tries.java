// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.DcmProfile;
import dev.dcmrig.api.RadioLink.HttpExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the tries of a DCM's messages: one key for all tries of a message, none after the
 * accepted one, gaps as the profile says (docs/DCM-INTERFACE.md, 2.4).
 */
final class Tries {
  /** What refuses a message that may be given up for good. */
  static final Set<Integer> PERMANENT = Set.of(400, 401, 403, 404);

  private static final int TOO_MANY_REQUESTS = 429;

  /** What {@code BackendFaults.Fault.STATUS_429} asks for. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(60);

  /** A try begins a little before its request has arrived. */
  private static final Duration EARLY = Duration.ofMillis(500);

  /** Connection, handshake, and another message of the kind that goes first. */
  private static final Duration LATE = Duration.ofSeconds(15);

  private final DcmProfile profile;
  private final Map<String, List<HttpExchange>> byKey = new LinkedHashMap<>();

  Tries(DcmProfile profile, List<HttpExchange> exchanges) {
    this.profile = profile;
    exchanges.forEach(
        exchange -> byKey.computeIfAbsent(exchange.key(), key -> new ArrayList<>()).add(exchange));
  }

  /** What is wrong with messages that may be given up; empty when nothing is. */
  Optional<String> wrongWithExpendable() {
    int most = profile.count("telematics.tries");
    for (List<HttpExchange> tries : byKey.values()) {
      if (tries.size() > most) {
        return Optional.of(tries.size() + " tries of one message, at most " + most + " are due");
      }
      for (HttpExchange exchange : tries.subList(0, tries.size() - 1)) {
        if (PERMANENT.contains(exchange.status())) {
          return Optional.of("a further try after status " + exchange.status());
        }
      }
    }
    return wrong();
  }

  /** What is wrong with messages that must not be lost; empty when nothing is. */
  Optional<String> wrongWithDurable() {
    for (List<HttpExchange> tries : byKey.values()) {
      if (tries.stream().noneMatch(Traffic::isAccepted)) {
        return Optional.of("never accepted: " + tries.get(0).requestBody());
      }
    }
    return wrong();
  }

  /**
   * The same without the gaps: a reset, and time without coverage, count as no tries and have no
   * gaps that the network could see.
   */
  Optional<String> lostOrRepeated() {
    for (List<HttpExchange> tries : byKey.values()) {
      int accepted = (int) tries.stream().filter(Traffic::isAccepted).count();
      if (accepted != 1 || !Traffic.isAccepted(tries.get(tries.size() - 1))) {
        return Optional.of(accepted + " times accepted: " + tries.get(0).requestBody());
      }
    }
    return Optional.empty();
  }

  private Optional<String> wrong() {
    Map<String, String> keyOfText = new HashMap<>();
    for (Map.Entry<String, List<HttpExchange>> message : byKey.entrySet()) {
      List<HttpExchange> tries = message.getValue();
      if (message.getKey().isEmpty()) {
        return Optional.of("no Idempotency-Key with " + tries.get(0).requestBody());
      }
      for (HttpExchange exchange : tries) {
        String key = keyOfText.putIfAbsent(exchange.requestBody(), message.getKey());
        if (key != null && !key.equals(message.getKey())) {
          return Optional.of("one message with two keys: " + exchange.requestBody());
        }
        if (!exchange.requestBody().equals(tries.get(0).requestBody())) {
          return Optional.of("one key for two messages: " + exchange.requestBody());
        }
      }
      Optional<String> gap = wrongGap(tries);
      if (gap.isPresent()) {
        return gap;
      }
    }
    return Optional.empty();
  }

  private Optional<String> wrongGap(List<HttpExchange> tries) {
    for (int number = 1; number < tries.size(); number++) {
      HttpExchange failed = tries.get(number - 1);
      if (Traffic.isAccepted(failed)) {
        return Optional.of("tried again after it had been accepted: " + failed.requestBody());
      }
      Duration gap = tries.get(number).at().minus(failed.at());
      Duration least = gapAfter(number, failed.status());
      Duration most =
          times(least, 1 + profile.number("telematics.retryJitter"))
              .plus(profile.duration("telematics.answerTimeout"))
              .plus(LATE);
      if (gap.compareTo(least.minus(EARLY)) < 0 || gap.compareTo(most) > 0) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "a gap of %s after try %d, expected %s to %s",
                Scene.text(gap),
                number,
                Scene.text(least),
                Scene.text(most)));
      }
    }
    return Optional.empty();
  }

  /** The least gap after the try of this number, from 1. */
  private Duration gapAfter(int number, int status) {
    double factor = Math.pow(profile.number("telematics.retryFactor"), number - 1);
    Duration gap = times(profile.duration("telematics.firstRetry"), factor);
    Duration limit = profile.duration("telematics.retryLimit");
    if (gap.compareTo(limit) > 0) {
      gap = limit;
    }
    boolean told = status == TOO_MANY_REQUESTS && gap.compareTo(RETRY_AFTER) < 0;
    return told ? RETRY_AFTER : gap;
  }

  private static Duration times(Duration duration, double factor) {
    return Duration.ofNanos(Math.round(duration.toNanos() * factor));
  }
}
