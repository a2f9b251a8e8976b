// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.dcmrig.api.Check;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.features.Play.Taken;
import dev.dcmrig.features.Reds.Red;
import dev.dcmrig.features.call.CallHooks;
import dev.dcmrig.features.indicator.LampHooks;
import dev.dcmrig.features.network.NetworkHooks;
import dev.dcmrig.features.ota.UpdateHooks;
import dev.dcmrig.features.scene.Hooks;
import dev.dcmrig.features.service.ConductHooks;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every check is seen red: over good evidence it is met, and one small change of that evidence
 * makes it fail with the value and the limit. A check that says yes to anything fails here.
 */
class RedChecksTest {
  static Stream<Reds> all() {
    return Stream.of(
            CallReds.all(),
            CallTimeReds.all(),
            DataReds.all(),
            CentreReds.all(),
            SendingReds.all(),
            IndicatorReds.all(),
            DiagnosticReds.all(),
            TrackingReds.all(),
            NumberReds.all(),
            ConductReds.all(),
            HookReds.all(),
            CallHookReds.all(),
            ServiceReds.all(),
            StateReds.all(),
            MoreStateReds.all(),
            ProductReds.all(),
            ExchangeReds.all(),
            UpdateReds.all(),
            DeltaReds.all(),
            FleetReds.all(),
            FleetConductReds.all(),
            SweepReds.all(),
            AttackReds.all(),
            UpdateNumberReds.all(),
            UpdateToldReds.all(),
            UpdateStateReds.all(),
            EcuReds.all())
        .flatMap(each -> each);
  }

  @TestFactory
  Stream<DynamicTest> overGoodEvidenceEachIsMet() {
    return all()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.name(),
                    () -> {
                      Play play = each.play();
                      assertEquals("", play.failure(), play::words);
                      assertTrue(!play.taken().isEmpty(), "nothing was measured");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> oneSmallChangeIsNoticed() {
    return all()
        .flatMap(
            each ->
                each.reds().stream()
                    .map(
                        red ->
                            DynamicTest.dynamicTest(
                                each.name() + ": " + red.quantity(), () -> isRed(each, red))));
  }

  private static void isRed(Reds reds, Red red) {
    Play play = reds.play(red.change());
    Measurement unmet =
        unmet(play, red)
            .map(each -> each.decision().measurement())
            .findFirst()
            .orElseGet(() -> fail("nobody noticed\n" + play.words()));
    assertEquals(
        red.measured() + ", limit " + red.limit(),
        unmet.seen() + ", limit " + unmet.limit().text(unmet.unit()),
        play::words);
    assertTrue(play.failure().contains(unmet.quantity()), play::failure);
  }

  private static Stream<Taken> unmet(Play play, Red red) {
    return play.taken().stream()
        .filter(each -> !each.decision().met())
        .filter(each -> each.decision().measurement().quantity().startsWith(red.quantity()));
  }

  /** Complete by construction: a new {@code @Check} is asked for here until it has a case. */
  @Test
  void noCheckIsWithoutACase() {
    TreeSet<String> met = new TreeSet<>();
    TreeSet<String> red = new TreeSet<>();
    all()
        .forEach(
            each -> {
              each.play().taken().forEach(taken -> met.add(taken.check()));
              each.reds()
                  .forEach(
                      one -> unmet(each.play(one.change()), one).forEach(t -> red.add(t.check())));
            });
    List<String> missing = new ArrayList<>();
    for (Method method : declaring()) {
      for (Check check : method.getAnnotationsByType(Check.class)) {
        String name = Play.name(method, check.quantity());
        if (!red.contains(name)) {
          missing.add(name + " (never red)");
        } else if (!met.contains(name)) {
          missing.add(name + " (never met)");
        }
      }
    }
    assertEquals(
        "", String.join("\n", missing), "give each a case in one of the classes ...Reds, see Reds");
  }

  private static List<Method> declaring() {
    return Stream.concat(
            ChecksTest.judging().stream(),
            Stream.of(
                    Hooks.class,
                    CallHooks.class,
                    LampHooks.class,
                    ConductHooks.class,
                    NetworkHooks.class,
                    UpdateHooks.class)
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                .filter(method -> method.getAnnotationsByType(Check.class).length > 0))
        .toList();
  }
}
