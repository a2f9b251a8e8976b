// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.api.Check;
import dev.dcmrig.api.Check.Source;
import dev.dcmrig.api.Wait;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Asked;
import dev.dcmrig.features.scene.Declared;
import dev.dcmrig.features.scene.Span;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredTest {
  @ParameterizedTest
  @CsvSource({
    "500 ms, SECOND, 0.5", "4 s, SECOND, 4", "2 min, SECOND, 120", "1.5 h, SECOND, 5400",
    "150 m, METRE, 150", "2 deg, DEGREE, 2", "0.0001 A, AMPERE, 0.0001", "5 %, PERCENT, 5",
    "'', SECOND, 0"
  })
  void anAmountIsReadInTheUnitOfItsQuantity(String words, Unit unit, double value) {
    assertEquals(value, Declared.amount(words, unit), 1e-12);
  }

  @ParameterizedTest
  @CsvSource({
    "500, SECOND",
    "500 ms, METRE",
    "5 m, SECOND",
    "-1 s, SECOND",
    "1e3 s, SECOND",
    "s, SECOND",
    "1 s 2, SECOND",
    "5 %, ONE",
    "1 s, WORD"
  })
  void anAmountOfAnotherUnitOrNoneIsAnError(String words, Unit unit) {
    String said =
        assertThrows(IllegalStateException.class, () -> Declared.amount(words, unit)).getMessage();
    assertTrue(said.contains("'" + words + "' is no amount"), said);
  }

  @Test
  void aStepThatDeclaresNothingMeasuresNothing() {
    assertThrows(IllegalStateException.class, Asked::first);
  }

  @Check(
      quantity = "gap",
      unit = Unit.SECOND,
      source = Source.NETWORK,
      tolerance = "500 ms",
      within = "10 s")
  @Check(quantity = "number", unit = Unit.ONE, source = Source.NETWORK)
  private static void twoQuantities(Runnable step) {
    step.run();
  }

  @Check(quantity = "something else", unit = Unit.ONE, source = Source.NETWORK)
  private static void onTheWay(Runnable step) {
    step.run();
  }

  @Test
  void theRunningStepIsFoundWithAllItsQuantities() {
    twoQuantities(
        () -> {
          assertEquals("gap", Asked.first().check().quantity());
          assertEquals(0.5, Asked.first().tolerance());
          assertEquals(Duration.ofSeconds(10), Asked.first().within());
          assertEquals(Unit.ONE, Asked.of("number").check().unit());
          assertEquals("number", Asked.about("number, of the first").check().quantity());
          assertThrows(IllegalStateException.class, () -> Asked.of("another"));
        });
  }

  @Test
  void aStepThatHelpsAnotherDoesNotSpeakForIt() {
    twoQuantities(() -> onTheWay(() -> assertEquals("gap", Asked.first().check().quantity())));
  }

  @Test
  void theScenariosToleranceComesFirst() {
    LimitSource source = LimitSource.step("30 s");
    Duration gap = Duration.ofSeconds(30);
    twoQuantities(
        () -> {
          Span own = new Span(gap, Optional.of(Duration.ofMillis(100)), source);
          assertEquals(0.1, Asked.first().tolerance(own));
          assertEquals(0.5, Asked.first().tolerance(new Span(gap, Optional.empty(), source)));
        });
  }

  @Wait(atMost = "60 s", settles = "200 ms")
  private static Declared.Waiting inner() {
    return Declared.waiting();
  }

  @Wait(atMost = "1 s")
  private static Declared.Waiting outer() {
    return inner();
  }

  /** A step that begins with another one waits as that one says. */
  @Test
  void theInnermostWaitCounts() {
    assertEquals(Duration.ofSeconds(60), outer().atMost());
    assertEquals(Duration.ofMillis(200), outer().settles());
    assertThrows(IllegalStateException.class, Declared::waiting);
  }

  @Test
  void aLateEventIsLookedForAsLongAsTheStepSays() {
    twoQuantities(() -> assertEquals(Duration.ofSeconds(30), Asked.first().past()));
    longPast(() -> assertEquals(Duration.ofMinutes(2), Asked.first().past()));
  }

  @Check(quantity = "late", unit = Unit.SECOND, source = Source.NETWORK, past = "2 min")
  private static void longPast(Runnable step) {
    step.run();
  }
}
