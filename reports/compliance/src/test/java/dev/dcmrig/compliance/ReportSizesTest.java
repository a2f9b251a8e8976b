// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dcmrig.evidence.PlannedScenario;
import dev.dcmrig.evidence.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of nothing, of very much, and of names that nobody expects. */
class ReportSizesTest {
  private static final String HEBREW = "\u05e9\u05dc\u05d5\u05dd </script> \u202Ethgir";

  @TempDir Path folder;

  private String report(List<PlannedScenario> planned) throws IOException {
    Path path = folder.resolve("run");
    try (RunFolder run = RunFolder.create(path, ReportRuns.options("sizes"))) {
      run.requirements(List.of());
      run.plan(planned);
      run.finish();
      ReportWriter.write(path);
    }
    return Files.readString(path.resolve("report.html"));
  }

  @Test
  void aRunWithoutScenariosHasAReport() throws IOException {
    assertTrue(report(List.of()).contains("\"scenarios\":[]"));
  }

  @Test
  void tenThousandScenariosStayBelowTenMegabytes() throws IOException {
    List<PlannedScenario> planned = new ArrayList<>();
    for (int number = 1; number <= 10_000; number++) {
      planned.add(ReportRuns.planned("sos/a", number, "Scenario " + number));
    }
    String report = report(planned);
    assertTrue(report.contains("\"name\":\"Scenario 10000\""));
    assertTrue(report.length() < 10_000_000, report.length() + " characters");
  }

  @Test
  void namesInAnyScriptStayAndCanNotEndTheData() throws IOException {
    String report = report(List.of(ReportRuns.planned("sos/a", 3, HEBREW)));
    assertTrue(report.contains("\u05e9\u05dc\u05d5\u05dd"));
    assertFalse(report.contains("\u05dd </script>"));
    assertFalse(report.contains("\u202E"));
  }

  @Test
  void manyMarksBecomeBinsWithTheirTrueNumber() {
    Lane lane = new Lane();
    for (int number = 0; number < 5000; number++) {
      lane.add(number, List.of(number, "mark"), number == 2500);
    }
    assertEquals(5000, lane.total());
    List<Object> data = lane.data(item -> item);
    assertTrue(data.size() <= 2 * Lane.MAX_MARKS, data.size() + " marks");
    int sum = 0;
    for (Object mark : data) {
      sum += mark instanceof java.util.Map<?, ?> bin ? (int) bin.get("n") : 1;
    }
    assertEquals(5000, sum);
  }
}
