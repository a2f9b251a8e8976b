// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.DcmProfile;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.features.call.Emergency;
import dev.dcmrig.features.scene.Expressions;
import dev.dcmrig.features.scene.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
  /** A specified profile of a few numbers. */
  private static final DcmProfile PROFILE =
      new DcmProfile() {
        private final Map<String, Integer> seconds =
            Map.of("sos.gap", 30, "selfTest.limit", 10, "sos.attempts", 3);

        @Override
        public String name() {
          return "test";
        }

        @Override
        public Duration duration(String path) {
          return Duration.ofSeconds(count(path));
        }

        @Override
        public int count(String path) {
          Integer value = seconds.get(path);
          if (value == null) {
            throw new IllegalStateException("no '" + path + "'");
          }
          return value;
        }

        @Override
        public double number(String path) {
          return count(path);
        }

        @Override
        public String text(String path) {
          return String.valueOf(count(path));
        }
      };

  private final Expressions expressions = new Expressions(() -> PROFILE);

  @ParameterizedTest
  @CsvSource({
    "30 s, 30000",
    "500 ms, 500",
    "1.5 min, 90000",
    "1 day, 86400000",
    "{sos.gap}, 30000",
    "3 x {sos.gap} + 10 s, 100000",
    "{sos.gap} - 50 ms, 29950",
    "{sos.gap} + 50 ms, 30050",
    "{sos.attempts} x {sos.gap} - 1 s, 89000",
    "2 x 10 s, 20000",
    "0.5 x {sos.gap} - 1 s, 14000",
    "{selfTest.limit} + {sos.gap}, 40000"
  })
  void aTimeIsReckoned(String text, long millis) {
    assertTrue(text.matches(Expressions.SPAN), text);
    assertEquals(Duration.ofMillis(millis), expressions.span(text).duration());
  }

  @Test
  void aTimeSaysWhereItComesFrom() {
    assertEquals(LimitSource.profile("sos.gap"), expressions.span("{sos.gap} + 1 s").source());
    assertEquals(
        LimitSource.profile("sos.attempts, sos.gap"),
        expressions.span("{sos.attempts} x {sos.gap}").source());
    assertEquals(LimitSource.step("30 s"), expressions.span("30 s").source());
  }

  @Test
  void aToleranceOfItsOwnIsNoPartOfTheTime() {
    Span span = expressions.span("{sos.gap} \u00b1 500 ms");
    assertEquals(Duration.ofSeconds(30), span.duration());
    assertEquals(Optional.of(Duration.ofMillis(500)), span.tolerance());
    assertEquals(Optional.empty(), expressions.span("{sos.gap}").tolerance());
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "{sos.attempts}, 3", "{sos.attempts} + 1, 4", "{sos.attempts} - 1, 2"})
  void aNumberOfThingsIsReckoned(String text, int number) {
    assertTrue(text.matches(Expressions.COUNT), text);
    assertEquals(number, expressions.count(text).number());
  }

  /** Such a step is undefined: no limit without unit, no key that can't be one, no half a sum. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "30",
        "s",
        "-30 s",
        "30 s +",
        "{gap}",
        "{sos.gap",
        "sos.gap",
        "30 parsecs",
        "30 s ± 5",
        "{sos.gap} / 2",
        "30 s ± {sos.gap}",
        "{Sos.gap}",
        "1e3 s",
        ""
      })
  void whatIsNoTimeIsNotTakenForOne(String text) {
    assertFalse(text.matches(Expressions.SPAN), text);
  }

  @Test
  void aKeyThatIsNotSpecifiedIsAnError() {
    String said =
        assertThrows(IllegalStateException.class, () -> expressions.span("{sos.gop}")).getMessage();
    assertEquals("no 'sos.gop'", said);
  }

  /** What the service is expected to know names attempts by the specified profile, too. */
  @Test
  void anEmergencyListsItsStatesAttemptByAttempt() {
    Emergency all =
        Emergency.of(
            "sos: triggered 1 to {sos.attempts}, given-up {sos.attempts}",
            new Expressions(() -> PROFILE));
    assertEquals("sos", all.kind());
    assertEquals(List.of("triggered 1", "triggered 2", "triggered 3", "given-up 3"), all.states());
    Emergency later =
        Emergency.of("acn: triggered 1 to 2, connected 2, ended 2", new Expressions(() -> PROFILE));
    assertEquals(List.of("triggered 1", "triggered 2", "connected 2", "ended 2"), later.states());
    Emergency last =
        Emergency.of("acn: ..., triggered last, given-up last", new Expressions(() -> PROFILE));
    assertTrue(last.fromHere());
    assertEquals(List.of("triggered 7", "given-up 7"), last.states(7));
  }
}
