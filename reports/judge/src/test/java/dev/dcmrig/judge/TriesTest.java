// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import static dev.dcmrig.judge.Recorded.isMet;
import static dev.dcmrig.judge.Recorded.nanos;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.judge.Tries.Try;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is taken for lost, repeated, too often, too seldom, too early, too late. */
class TriesTest {
  private static final RetryPlan PLAN =
      new RetryPlan(3, 5, 2, 300, 0.1, 10, "telematics.answerTimeout", 60);
  private static final Question NUMBER = new Question("number", Unit.ONE);
  private static final Question GAP = new Question("gap", Unit.SECOND);
  private static final LimitSource RULE = LimitSource.requirement("NET-02");
  private static final double TOLERANCE = 0.5;

  private static Try at(double second, String key, String body, int status) {
    return new Try(nanos(second), key, body, status, "POST /v1/x");
  }

  private static Try at(double second, int status) {
    return at(second, "k", "m", status);
  }

  private static Tries of(Try... tries) {
    return new Tries(List.of(tries), RULE);
  }

  private static boolean areGapsMet(Try... tries) {
    return isMet(of(tries).gaps(GAP, PLAN, TOLERANCE));
  }

  @Test
  void eachMessageHasOneKey() {
    assertTrue(isMet(of(at(0, "k", "m", 503), at(5, "k", "m", 204)).keys(NUMBER)));
    assertFalse(isMet(of(at(0, "k", "m", 503), at(5, "l", "m", 204)).keys(NUMBER)));
    assertFalse(isMet(of(at(0, "k", "m", 503), at(5, "k", "n", 204)).keys(NUMBER)));
    assertFalse(isMet(of(at(0, "", "m", 204)).keys(NUMBER)));
  }

  @Test
  void nothingIsTriedAgainOnceItIsAccepted() {
    assertTrue(isMet(of(at(0, 503), at(5, 204)).afterAcceptance(NUMBER)));
    Measurement again = of(at(0, 204), at(5, 503)).afterAcceptance(NUMBER);
    assertFalse(isMet(again));
    assertEquals(nanos(5), again.decidedBy().get(0).nanos());
  }

  @Test
  void whatMustNotBeLostIsAcceptedOnce() {
    assertTrue(isMet(of(at(0, 503), at(5, 204)).acceptances(NUMBER)));
    assertTrue(isMet(of().acceptances(NUMBER)), "nothing had to be sent");
    assertFalse(isMet(of(at(0, 503), at(5, 200)).acceptances(NUMBER)), "200 accepts nothing");
    assertFalse(isMet(of(at(0, 204), at(5, 204)).acceptances(NUMBER)));
    assertFalse(
        isMet(of(at(0, "k", "m", 204), at(1, "l", "n", 503)).acceptances(NUMBER)), "one is lost");
  }

  @Test
  void whatMayBeGivenUpIsTriedAsOftenAsThePlanSays() {
    Try[] three = {at(0, 503), at(5, 503), at(15, 503)};
    assertTrue(isMet(of(three).mostTries(NUMBER, PLAN)));
    assertTrue(isMet(fewest(200, three)));
    Try[] four = {at(0, 503), at(5, 503), at(15, 503), at(35, 503)};
    assertFalse(isMet(of(four).mostTries(NUMBER, PLAN)));
    assertFalse(isMet(fewest(200, at(0, 503))), "it never tries again");
    assertFalse(isMet(fewest(200, at(0, 503), at(5, 0))));
    assertFalse(isMet(of().mostTries(NUMBER, PLAN)), "nothing was sent at all");
  }

  private static Measurement fewest(double until, Try... tries) {
    return of(tries).fewestTries(NUMBER, PLAN, TOLERANCE, nanos(until));
  }

  @Test
  void whatIsNotOverOrReplacedIsNotGivenUp() {
    assertTrue(isMet(fewest(5, at(0, 503))), "the next try is not due");
    assertFalse(isMet(fewest(6.1, at(0, 503))));
    assertTrue(isMet(fewest(200, at(0, 204))));
    assertTrue(isMet(fewest(200, at(0, 404))));
    assertTrue(isMet(fewest(200, at(0, "k", "m", 429), at(60, "l", "n", 204))), "replaced");
    assertFalse(isMet(fewest(200, at(0, "k", "m", 503), at(60, "l", "n", 204))));
  }

  @Test
  void aPermanentRefusalIsTheLastTry() {
    assertTrue(isMet(of(at(0, 404)).afterRefusal(NUMBER)));
    assertFalse(isMet(of(at(0, 404), at(5, 204)).afterRefusal(NUMBER)));
  }

  @Test
  void aGapIsTooShortOrTooLong() {
    assertTrue(areGapsMet(at(0, 503), at(5, 503), at(15, 204)));
    assertTrue(areGapsMet(at(0, 503), at(6, 204)));
    assertFalse(areGapsMet(at(0, 503), at(4.4, 204)));
    assertFalse(areGapsMet(at(0, 503), at(6.1, 204)));
    assertFalse(areGapsMet(at(0, 503), at(5, 503), at(14.4, 204)));
    assertFalse(areGapsMet(at(0, 503), at(5, 503), at(16.6, 204)));
    assertTrue(areGapsMet(at(0, 0), at(15.5, 204)), "no answer was waited for");
    assertFalse(areGapsMet(at(0, 0), at(16.1, 204)));
    assertFalse(areGapsMet(at(0, 429), at(59.4, 204)), "Retry-After: 60");
    assertTrue(areGapsMet(at(0, 429), at(60.4, 204)));
    assertFalse(areGapsMet(at(0, 429), at(60.6, 204)), "what is asked for has no random part");
  }

  @Test
  void aDateIsAskedForToTheSecond() {
    int date = RetryPlan.UNTIL_A_DATE;
    assertTrue(areGapsMet(at(0, date), at(61.4, 204)));
    assertFalse(areGapsMet(at(0, date), at(61.6, 204)));
    assertFalse(areGapsMet(at(0, date), at(59.4, 204)));
  }

  @Test
  void whatFailedAtOnceWasNotWaitedFor() {
    int broken = RetryPlan.BROKEN;
    assertTrue(areGapsMet(at(0, broken), at(5.4, 204)));
    assertFalse(areGapsMet(at(0, broken), at(6.1, 204)));
    assertFalse(areGapsMet(at(0, broken), at(4.4, 204)));
  }

  @Test
  void anAnswerThatWasWaitedForTakesItsTime() {
    int late = RetryPlan.WAITED_FOR;
    assertTrue(areGapsMet(at(0, late), at(15.2, 204)));
    assertFalse(areGapsMet(at(0, late), at(14.4, 204)), "waited for 9 s");
    assertFalse(areGapsMet(at(0, late), at(16.1, 204)), "waited for 11 s");
    assertEquals(330, PLAN.longestGap(), 1e-9);
  }

  @Test
  void theWorstGapOfEachTryDecides() {
    List<Measurement> gaps =
        of(at(0, "k", "m", 503), at(5.2, "k", "m", 204), at(70, "l", "n", 503), at(80, "l", "n", 0))
            .gaps(GAP, PLAN, TOLERANCE);
    assertEquals(1, gaps.size());
    assertEquals(10, gaps.get(0).value());
    assertFalse(isMet(gaps));
  }

  private static Try[] fiveGaps(double... shares) {
    Try[] tries = new Try[shares.length + 1];
    double second = 0;
    tries[0] = at(0, 503);
    for (int number = 1; number <= shares.length; number++) {
      second += 5 * Math.pow(2, number - 1) * (1 + shares[number - 1]);
      tries[number] = at(second, 503);
    }
    return tries;
  }

  @Test
  void gapsWithoutARandomPartAreTold() {
    assertFalse(isMet(of(fiveGaps(0, 0, 0, 0, 0)).spread(NUMBER, PLAN)));
    double way = 0.1;
    assertFalse(
        isMet(of(fiveGaps(way / 5, way / 10, way / 20, way / 40, way / 80)).spread(NUMBER, PLAN)),
        "the way there and back is no random part");
    assertFalse(isMet(of(fiveGaps(.05, .05, .05, .052, .05)).spread(NUMBER, PLAN)), "one share");
    assertTrue(isMet(of(fiveGaps(.05, .01, .05, .05, .05)).spread(NUMBER, PLAN)));
    assertTrue(of(fiveGaps(0, 0, 0, 0)).spread(NUMBER, PLAN).isEmpty(), "too few");
    RetryPlan regular = new RetryPlan(3, 5, 2, 300, 0, 10, "telematics.answerTimeout", 60);
    assertTrue(of(fiveGaps(0, 0, 0, 0, 0)).spread(NUMBER, regular).isEmpty());
  }

  @Test
  void whatWasAskedForIsNoPartOfTheSpread() {
    List<Try> tries = new ArrayList<>(List.of(fiveGaps(0, 0, 0, 0, 0)));
    tries.add(at(0, "l", "n", 429));
    tries.add(at(66, "l", "n", 204));
    assertFalse(
        isMet(new Tries(tries, RULE).spread(NUMBER, PLAN)), "six seconds after Retry-After");
  }

  @Test
  void aTryIsMissedFromTheInstantAtWhichItWasDue() {
    RetryPlan regular = new RetryPlan(3, 5, 2, 300, 0, 10, "telematics.answerTimeout", 60);
    Tries one = of(at(0, 503));
    long due = nanos(5 + TOLERANCE);
    assertFalse(isMet(one.fewestTries(NUMBER, regular, TOLERANCE, due)));
    assertTrue(isMet(one.fewestTries(NUMBER, regular, TOLERANCE, due - 1)));
    Tries replaced = of(at(0, 503), at(5 + TOLERANCE, "l", "n", 204));
    assertTrue(isMet(replaced.fewestTries(NUMBER, regular, TOLERANCE, nanos(60))), "a newer one");
    Tries later = of(at(0, 503), at(5.6, "l", "n", 204));
    assertFalse(isMet(later.fewestTries(NUMBER, regular, TOLERANCE, nanos(60))));
  }

  @Test
  void aGapComesOfTheAnswerTimeOfItsOwnChannel() {
    RetryPlan broker = new RetryPlan(3, 5, 2, 300, 0.1, 10, "mqtt.answerTimeout", 60);
    String source =
        of(fiveGaps(0, 0, 0, 0, 0)).gaps(NUMBER, broker, 0.25).get(0).limit().source().text();
    assertTrue(source.endsWith("telematics.retryJitter, mqtt.answerTimeout"), source);
  }

  @Test
  void thePlanSaysHowLongFailingTakes() {
    assertEquals(5.5 + 11, PLAN.longest(2, 503), 1e-9);
    assertEquals(5.5 + 11, PLAN.longest(2, RetryPlan.BROKEN), 1e-9);
    assertEquals(10 + 5.5 + 10 + 11, PLAN.longest(2, RetryPlan.WAITED_FOR), 1e-9);
    assertEquals(10 + 5.5 + 10 + 11, PLAN.longest(2, 0), 1e-9, "it may have been waited for");
    assertEquals(2 * 60, PLAN.longest(2, RetryPlan.TOO_MANY_REQUESTS), 1e-9);
    assertEquals(0, PLAN.longest(0, 503), 1e-9);
  }
}
