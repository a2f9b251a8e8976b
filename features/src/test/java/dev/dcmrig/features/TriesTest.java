// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.DcmProfile;
import dev.dcmrig.api.RadioLink.HttpExchange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the checks of the fault matrix take for lost, repeated, too often, too early, too late. */
class TriesTest {
  private static final DcmProfile PROFILE =
      new DcmProfile() {
        private final Map<String, Double> numbers =
            Map.of(
                "telematics.tries", 3.0,
                "telematics.firstRetry", 5.0,
                "telematics.retryFactor", 2.0,
                "telematics.retryLimit", 300.0,
                "telematics.retryJitter", 0.1,
                "telematics.answerTimeout", 10.0);

        @Override
        public String name() {
          return "test";
        }

        @Override
        public Duration duration(String path) {
          return Duration.ofSeconds((long) number(path));
        }

        @Override
        public int count(String path) {
          return (int) number(path);
        }

        @Override
        public double number(String path) {
          return numbers.getOrDefault(path, 0.0);
        }

        @Override
        public String text(String path) {
          return path;
        }
      };

  private static HttpExchange exchange(int second, String key, String body, int status) {
    return new HttpExchange(
        Duration.ofSeconds(second), "10.64.0.2", "POST", "/v1/x", key, body, status);
  }

  private static Optional<String> durable(HttpExchange... exchanges) {
    return new Tries(PROFILE, List.of(exchanges)).wrongWithDurable();
  }

  private static Optional<String> expendable(HttpExchange... exchanges) {
    return new Tries(PROFILE, List.of(exchanges)).wrongWithExpendable();
  }

  private static void assertWrong(String words, Optional<String> seen) {
    assertTrue(seen.orElse("nothing").startsWith(words), () -> "saw " + seen);
  }

  @Test
  void triesWithOneKeyAndGrowingGapsAreWell() {
    assertEquals(
        Optional.empty(),
        durable(exchange(0, "k", "m", 503), exchange(5, "k", "m", 0), exchange(15, "k", "m", 204)));
  }

  @Test
  void aMessageThatIsNeverAcceptedIsLost() {
    assertWrong("never accepted", durable(exchange(0, "k", "m", 503), exchange(5, "k", "m", 200)));
  }

  @Test
  void aMessageWithTwoKeysCouldCountTwice() {
    assertWrong(
        "one message with two keys",
        durable(exchange(0, "k", "m", 204), exchange(5, "l", "m", 204)));
    assertWrong(
        "one key for two messages",
        durable(exchange(0, "k", "m", 503), exchange(5, "k", "n", 204)));
    assertWrong("no Idempotency-Key", durable(exchange(0, "", "m", 204)));
  }

  @Test
  void nothingIsTriedAgainOnceItIsAccepted() {
    assertWrong("tried again", durable(exchange(0, "k", "m", 204), exchange(5, "k", "m", 204)));
  }

  @Test
  void aGapThatIsTooShortOrTooLongIsSeen() {
    assertWrong("a gap", durable(exchange(0, "k", "m", 503), exchange(4, "k", "m", 204)));
    assertWrong("a gap", durable(exchange(0, "k", "m", 503), exchange(31, "k", "m", 204)));
    assertWrong(
        "a gap",
        durable(
            exchange(0, "k", "m", 503), exchange(5, "k", "m", 503), exchange(14, "k", "m", 204)));
    assertWrong("a gap", durable(exchange(0, "k", "m", 429), exchange(59, "k", "m", 204)));
    assertEquals(
        Optional.empty(), durable(exchange(0, "k", "m", 429), exchange(62, "k", "m", 204)));
  }

  @Test
  void whatMayBeGivenUpIsGivenUpInTime() {
    assertWrong(
        "4 tries",
        expendable(
            exchange(0, "k", "m", 503),
            exchange(5, "k", "m", 503),
            exchange(15, "k", "m", 503),
            exchange(35, "k", "m", 503)));
    assertWrong(
        "a further try after status 404",
        expendable(exchange(0, "k", "m", 404), exchange(5, "k", "m", 204)));
    assertEquals(Optional.empty(), expendable(exchange(0, "k", "m", 404)));
  }
}
