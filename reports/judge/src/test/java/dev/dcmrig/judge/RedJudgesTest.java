// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.measurement.DecisionRule;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.judge.Lamps.Change;
import dev.dcmrig.judge.Places.Point;
import dev.dcmrig.judge.Tries.Try;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each function that judges is met by good evidence, and by evidence with one change it is not. */
class RedJudgesTest {
  private static final LimitSource STEP = LimitSource.step("so");
  private static final Question SECONDS = new Question("time", Unit.SECOND);
  private static final Question NUMBER = new Question("number", Unit.ONE);
  private static final Question METRES = new Question("distance", Unit.METRE);
  private static final Question WORD = new Question("word", Unit.WORD);
  private static final Question PERCENT = new Question("share", Unit.PERCENT);
  private static final RetryPlan PLAN =
      new RetryPlan(3, 5, 2, 300, 0.1, 10, "telematics.answerTimeout", 60);

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }

  private static EvidenceItem at(double seconds) {
    return new EvidenceItem("sip", nanos(seconds), "it");
  }

  private static List<EvidenceItem> several(double number) {
    return IntStream.range(0, (int) number).mapToObj(each -> at(each)).toList();
  }

  private static Limit half() {
    return Limit.nominal(10, 0.5, STEP);
  }

  /** Three tries of one message, one change in it; it has been given up or accepted. */
  private static Tries tries(double second, String key, String body, int status, int last) {
    return new Tries(
        List.of(
            new Try(nanos(10), "a", "body", 500, "POST"),
            new Try(nanos(second), key, body, status, "POST"),
            new Try(nanos(26), "a", "body", last, "POST")),
        STEP);
  }

  private static Tries number(double tries) {
    List<Try> all = new ArrayList<>();
    for (int each = 0; each < tries; each++) {
      all.add(new Try(nanos(10 + each * each * 6.0), "a", "body", 500, "POST"));
    }
    return new Tries(all, STEP);
  }

  /** Gaps after first tries, whose random parts are this far apart. */
  private static Tries spread(double apart) {
    List<Try> all = new ArrayList<>();
    for (int each = 0; each < 6; each++) {
      double from = each * 100;
      all.add(new Try(nanos(from), "k" + each, "b" + each, 500, "POST"));
      all.add(new Try(nanos(from + 5.1 + each * apart), "k" + each, "b" + each, 204, "POST"));
    }
    return new Tries(all, STEP);
  }

  private static List<Change> flashes(double phase, double brightness) {
    return List.of(
        new Change(nanos(1), "green", brightness),
        new Change(nanos(1 + phase), "green", 0),
        new Change(nanos(1 + 2 * phase), "green", brightness));
  }

  private static List<EvidenceItem> voice(double seconds) {
    List<EvidenceItem> packets = new ArrayList<>();
    for (double start : new double[] {0, 5, 10, 15}) {
      double length = start == 5 ? seconds : 0.2;
      for (double at = start; at < start + length - 1e-6; at += 0.02) {
        packets.add(at(at));
      }
    }
    return packets;
  }

  private static Bursts.Asked asked(double nominal) {
    return new Bursts.Asked(SECONDS, Limit.nominal(nominal, 0.01, STEP));
  }

  private static List<Gaps.Interval> intervals(double next) {
    return List.of(
        new Gaps.Interval(nanos(1), nanos(5), "attempt", "one"),
        new Gaps.Interval(nanos(next), null, "attempt", "two"));
  }

  static Stream<JudgeCase> cases() {
    Limit none = Limit.exactly(0, STEP);
    Lamps.Span span = new Lamps.Span(0, nanos(10));
    Instant noon = Instant.parse("2026-06-01T12:00:00Z");
    Limit near = Limit.atMost(100, 0, STEP);
    return Stream.of(
        JudgeCase.one("Counting.of", n -> Counting.of(NUMBER, several(n), none), 0, 1, "1"),
        JudgeCase.all(
            "Gaps.fromEndToStart",
            at -> Gaps.fromEndToStart(SECONDS, intervals(at), half()),
            15.5,
            15.501,
            "10.501 s"),
        JudgeCase.all(
            "Gaps.throughout",
            at -> Gaps.throughout(SECONDS, List.of(at(10), at(at), at(30)), 0, nanos(40), half()),
            20.5,
            20.501,
            "10.501 s"),
        JudgeCase.one(
            "Latency.toFirst",
            at -> Latency.toFirst(SECONDS, nanos(1), List.of(at(at)), half(), nanos(99)),
            11.5,
            11.501,
            "10.501 s"),
        JudgeCase.one(
            "Latency.toFirstEver",
            at ->
                Latency.toFirstEver(
                    SECONDS, nanos(1), List.of(at(at)), Limit.atMost(2, 0, STEP), nanos(99)),
            0.5,
            3.001,
            "2.001 s"),
        JudgeCase.one(
            "Stamps.offset",
            late -> Stamps.offset(SECONDS, noon.plusNanos(nanos(late)), noon, half(), List.of()),
            10.5,
            10.501,
            "10.501 s"),
        JudgeCase.one(
            "Stamps.between",
            late ->
                Stamps.between(
                    SECONDS, noon + "", noon.plusNanos(nanos(late)) + "", half(), List.of()),
            9.5,
            9.499,
            "9.499 s"),
        JudgeCase.one(
            "Places.distance",
            degrees ->
                Places.distance(METRES, new Point(degrees, 0), new Point(0, 0), near, List.of()),
            0.0008,
            0.001,
            "111.2 m"),
        JudgeCase.one(
            "Places.turn",
            told ->
                Places.turn(
                    new Question("turn", Unit.DEGREE),
                    told,
                    359,
                    Limit.atMost(2, 0, STEP),
                    List.of()),
            1,
            2,
            "3.0 deg"),
        JudgeCase.one(
            "Same.word",
            n -> Same.word(WORD, "is " + n.intValue(), "is 1", STEP, List.of()),
            1,
            2,
            "'is 2'"),
        JudgeCase.one(
            "Same.all",
            n ->
                Same.all(
                    WORD, List.of("b", n == 1 ? "a" : "c"), List.of("a", "b"), STEP, List.of()),
            1,
            2,
            "'b, c'"),
        JudgeCase.one(
            "TroubleCodes.state",
            status ->
                TroubleCodes.state(
                    WORD,
                    "59027F9A01492F9A0513" + String.format("%02X", status.intValue()),
                    "9A0513",
                    "failed and confirmed",
                    STEP,
                    List.of()),
            0x2F,
            0x2E,
            "'confirmed'"),
        JudgeCase.one(
            "ToldData.text",
            n ->
                ToldData.text(
                    WORD,
                    "62F18931 2E30".replace(" ", "") + "3" + n.intValue() + "2020",
                    "F189",
                    "1.01",
                    STEP,
                    List.of()),
            1,
            2,
            "'1.02'"),
        JudgeCase.one(
            "TroubleCodes.count",
            n ->
                TroubleCodes.count(
                    NUMBER, "59017F01000" + n.intValue(), Limit.exactly(2, STEP), List.of()),
            2,
            3,
            "3"),
        JudgeCase.one(
            "TroubleCodes.occurrences",
            n ->
                TroubleCodes.occurrences(
                    NUMBER,
                    "59069A05132F010" + n.intValue(),
                    "9A0513",
                    Limit.exactly(2, STEP),
                    List.of()),
            2,
            1,
            "1"),
        JudgeCase.one(
            "Lamps.timesLit",
            bright -> Lamps.timesLit(NUMBER, flashes(20, bright), "green", span, none),
            0,
            0.01,
            "1"),
        JudgeCase.one(
            "Lamps.phase",
            phase ->
                Lamps.phase(
                    SECONDS, flashes(phase, 1), "green", span, Limit.nominal(0.5, 0.05, STEP)),
            0.55,
            0.551,
            "0.551 s"),
        new JudgeCase(
            "Lamps.brightness",
            bright ->
                Lamps.brightness(
                    PERCENT, flashes(1, bright), true, span, Limit.nominal(100, 5, STEP))
                    .stream(),
            0.96,
            0.94,
            "94.0 %"),
        JudgeCase.all(
            "Bursts.of",
            length -> Bursts.of(voice(length), asked(0.2), asked(0.2), asked(5)),
            0.2,
            0.22,
            "0.220 s"),
        JudgeCase.one(
            "Bursts.mode",
            length ->
                Bursts.mode(
                    WORD, voice(length).subList(0, (int) (10 * length)), Limit.is("burst", STEP)),
            2,
            1,
            "'continuous'"),
        JudgeCase.one(
            "Tries.keys",
            n -> tries(15, "a", n == 1 ? "body" : "another", 500, 204).keys(NUMBER),
            1,
            2,
            "1"),
        JudgeCase.one(
            "Tries.afterAcceptance",
            status -> tries(15, "a", "body", status.intValue(), 204).afterAcceptance(NUMBER),
            500,
            204,
            "1"),
        JudgeCase.one("Tries.mostTries", n -> number(n).mostTries(NUMBER, PLAN), 3, 4, "4"),
        JudgeCase.one(
            "Tries.fewestTries",
            n -> number(n).fewestTries(NUMBER, PLAN, 0.5, nanos(999)),
            3,
            2,
            "2"),
        JudgeCase.one(
            "Tries.afterRefusal",
            status -> tries(15, "a", "body", status.intValue(), 204).afterRefusal(NUMBER),
            500,
            404,
            "1"),
        JudgeCase.one(
            "Tries.acceptances",
            status -> tries(15, "a", "body", status.intValue(), 204).acceptances(NUMBER),
            500,
            204,
            "2"),
        JudgeCase.all(
            "Tries.gaps",
            at -> tries(at, "a", "body", 500, 204).gaps(SECONDS, PLAN, 0.5),
            15.6,
            16.1,
            "6.100 s"),
        JudgeCase.all(
            "Tries.spread", apart -> spread(apart).spread(PERCENT, PLAN), 0.08, 0, "0.0 %"));
  }

  private static Stream<Measurement> unmet(Stream<Measurement> measured) {
    return measured.filter(each -> !DecisionRule.SIMPLE_ACCEPTANCE.decide(each, 0).met());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void oneSmallChangeIsNoticed(JudgeCase of) {
    List<Measurement> good = of.of().apply(of.good()).toList();
    assertTrue(!good.isEmpty(), "nothing was measured");
    assertEquals(List.of(), unmet(good.stream()).toList());
    assertEquals(
        of.measured(),
        unmet(of.of().apply(of.bad())).map(Measurement::seen).findFirst().orElse("nobody noticed"));
  }

  /** A new function that judges is asked for here until it has a case. */
  @Test
  void noFunctionIsWithoutACase() throws IOException {
    Path sources =
        Path.of(System.getProperty("rig.root"), "reports/judge/src/main/java/dev/dcmrig/judge");
    TreeSet<String> functions = new TreeSet<>();
    try (Stream<Path> files = Files.list(sources)) {
      files
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .filter(name -> !name.equals("package-info") && !name.equals("Question"))
          .forEach(
              name ->
                  Arrays.stream(type(name).getDeclaredMethods())
                      .filter(RedJudgesTest::judges)
                      .forEach(method -> functions.add(name + "." + method.getName())));
    }
    TreeSet<String> known = new TreeSet<>();
    cases().forEach(each -> known.add(each.name()));
    assertEquals(functions, known);
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName("dev.dcmrig.judge." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean judges(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && method.getGenericReturnType().getTypeName().contains(Measurement.class.getName());
  }
}
