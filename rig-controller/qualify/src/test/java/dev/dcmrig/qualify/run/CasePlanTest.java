// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.qualify.bytecode.Reach;
import dev.dcmrig.qualify.fault.Area;
import dev.dcmrig.qualify.fault.Domain;
import dev.dcmrig.qualify.fault.Fault;
import dev.dcmrig.qualify.worker.Case;
import dev.dcmrig.qualify.worker.CaseResult;
import dev.dcmrig.run.scenario.FeatureScenario;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CasePlanTest {
  private static final Domain PROFILE =
      new Domain(
          "profile",
          100,
          List.of(),
          List.of(),
          false,
          List.of(new Area("sos", List.of(), List.of("sos"), Pattern.compile("SOS-.*"), 1)));

  @Test
  void aWrongNumberMeetsFirstWhatNamesItThenItsAreaThenTheRest() {
    CasePlan plan =
        new CasePlan(
            PROFILE,
            List.of(
                result("other", 1, List.of("sos.attempts")),
                result("short", 2, List.of()),
                result("long", 9, List.of()),
                result("named", 50, List.of("sos.gap", "call.target"))),
            List.of(
                scenario("other", "@NET-01"),
                scenario("short", "@SOS-01"),
                scenario("long", "@SOS-01"),
                scenario("named", "@SOS-04")));
    assertEquals(
        List.of("named", "short", "long", "other"),
        plan.of(Fault.ofProfile("tps/sos.gap=31", "sos.gap", 31, "31 in place of 30")).stream()
            .map(planned -> planned.of().scenario())
            .toList());
  }

  @Test
  void changedCodeMeetsFirstWhatShowsMostOfItsPackage() {
    Domain code =
        new Domain(
            "dcm",
            100,
            List.of(),
            List.of(),
            false,
            List.of(new Area("sos", List.of("a.b"), List.of(), Pattern.compile("SOS-.*"), 1)));
    CasePlan plan =
        new CasePlan(
            code,
            List.of(
                reached("quick", 100, Map.of("a.b.C", lines(7))),
                reached("same again", 100, Map.of("a.b.C", lines(7))),
                reached("much", 200, Map.of("a.b.C", lines(7, 8, 9), "a.b.D", lines(1))),
                reached("a little more", 300, Map.of("a.b.C", lines(7), "a.b.D", lines(2))),
                reached("elsewhere", 1, Map.of("a.b.D", lines(1, 2, 3))),
                reached("of another package", 100, Map.of("a.b.C", lines(7), "a.x.E", lines(1)))),
            List.of());
    Fault fault = Fault.ofBytecode("id", "a.b.C", "m", "Math", 7, "+ for -");
    assertEquals(
        List.of("much", "a little more", "of another package", "quick", "same again"),
        plan.of(fault).stream().map(planned -> planned.of().scenario()).toList());
  }

  @Test
  void changedCodeMeetsItsTestsFirst() {
    CasePlan plan =
        new CasePlan(
            PROFILE,
            List.of(
                reached("quick", 1, Map.of("a.b.C", lines(7))),
                reached("test:a.b.CTest", 900, Map.of("a.b.C", lines(7))),
                reached("test:a.b.DTest", 100, Map.of("a.b.D", lines(7)))),
            List.of());
    Fault fault = Fault.ofBytecode("id", "a.b.C", "m", "Math", 7, "+ for -");
    assertEquals(
        List.of("test:a.b.CTest", "quick"),
        plan.of(fault).stream().map(planned -> planned.of().scenario()).toList());
    assertEquals("quick", plan.canary().of().scenario());
  }

  private static BitSet lines(int... numbers) {
    BitSet lines = new BitSet();
    IntStream.of(numbers).forEach(lines::set);
    return lines;
  }

  private static CaseResult reached(String scenario, long cpuMillis, Map<String, BitSet> lines) {
    return new CaseResult(
        Case.of(scenario),
        Verdict.PASSED,
        List.of(),
        "",
        "",
        cpuMillis,
        List.of(),
        Reach.of(lines));
  }

  private static CaseResult result(String scenario, long cpuMillis, List<String> keys) {
    return new CaseResult(
        Case.of(scenario), Verdict.PASSED, List.of(), "", "", cpuMillis, keys, Reach.NONE);
  }

  private static FeatureScenario scenario(String id, String tag) {
    return new FeatureScenario(id, "f", Path.of("f"), 1, "", id, List.of(tag), 1);
  }
}
