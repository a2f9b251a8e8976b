// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.dcmrig.evidence.Requirement;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.evidence.ScenarioEvidence;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Faults of an update, point by point, as the report shows them. */
@Tag("browser")
class ReportSweepTest {
  private static final int PHONE = 390;
  private static final int DESKTOP = 1200;
  private static final int SHEET = 703;
  private static final String ONCE = "supply fails once";
  private static final String TWICE = "supply fails once and again";

  @TempDir Path folder;

  @RegisterExtension static final ReportBrowser BROWSER = new ReportBrowser();

  private Path run() throws IOException {
    Path path = folder.resolve("sweep");
    try (RunFolder run = RunFolder.create(path, ReportRuns.options("sweep"))) {
      run.requirements(
          List.of(new Requirement("SOS-01", "Power", "Old or new.", "CS", Subject.DCM)));
      run.plan(
          List.of(
              ReportRuns.planned("ota/sweep", 1, "the first half"),
              ReportRuns.planned("ota/sweep", 2, "the second half"),
              ReportRuns.planned("ota/sweep", 3, "the first half, twice")));
      play(run, 1, ONCE, "the first half", Verdict.PASSED, "old", "old", "old");
      play(run, 2, ONCE, "the second half", Verdict.PASSED, "old", "new");
      play(run, 3, TWICE, "the first half", Verdict.FAILED, "old", "nothing");
      RunResult result = run.finish();
      ReportWriter.write(path);
      run.seal(result);
    }
    return path.resolve("report.html");
  }

  private static void play(
      RunFolder run, int line, String fault, String phase, Verdict verdict, String... outcomes) {
    ScenarioEvidence scenario = run.scenario("ota/sweep:" + line, ReportRuns.EPOCH);
    for (int i = 0; i < outcomes.length; i++) {
      scenario.observation(
          1_000L + i,
          Subject.RIG,
          Sweep.POINT,
          Map.of(
              "fault", fault, "phase", phase, "at", "0." + i + "00000 s", "outcome", outcomes[i]));
    }
    scenario.conclude(
        4_000L,
        verdict,
        verdict == Verdict.FAILED ? Subject.DCM : null,
        List.of(),
        verdict == Verdict.PASSED ? "" : "nothing ran",
        true);
    scenario.close();
  }

  @Test
  void whatIsTooMuchToDrawIsCountedAndItsVerdictStands() throws IOException {
    Path path = folder.resolve("huge");
    String[] many = new String[20_003];
    Arrays.fill(many, "old");
    try (RunFolder run = RunFolder.create(path, ReportRuns.options("huge"))) {
      run.requirements(
          List.of(new Requirement("SOS-01", "Power", "Old or new.", "CS", Subject.DCM)));
      run.plan(
          List.of(
              ReportRuns.planned("ota/sweep", 1, "the first half"),
              ReportRuns.planned("ota/sweep", 2, "the first half, anew")));
      play(run, 1, ONCE, "the first half", Verdict.PASSED, many);
      play(run, 2, ONCE, "the first half", Verdict.FAILED, "nothing");
      RunResult result = run.finish();
      ReportWriter.write(path);
      run.seal(result);
    }
    BROWSER.open(
        path.resolve("report.html"),
        DESKTOP,
        (page, problems) -> {
          String summary = page.locator("#sweep summary").first().innerText();
          assertTrue(summary.contains("20,000 points drawn, 4 more"), summary);
          assertTrue(summary.contains("1 failed"), summary);
        });
  }

  @Test
  void eachCellSaysInWordsWhatCameOfItAndLeadsToItsEvidence() throws IOException {
    BROWSER.open(
        run(),
        DESKTOP,
        (page, problems) -> {
          var table = page.locator("#sweep table");
          assertEquals(
              "[the first half, the second half]",
              table.locator("thead th[scope=col]").allInnerTexts().toString());
          List<String> cells =
              table.locator("tbody td").allInnerTexts().stream()
                  .map(text -> text.replaceAll("\\s+", " ").strip())
                  .toList();
          assertTrue(cells.get(0).contains("3 \u00d7 old version"), cells::toString);
          assertTrue(cells.get(0).contains("\u2713 passed"), cells::toString);
          assertTrue(cells.get(1).contains("1 \u00d7 new version"), cells::toString);
          assertTrue(cells.get(2).contains("1 \u00d7 nothing ran"), cells::toString);
          assertTrue(cells.get(2).contains("\u2717 failed"), cells::toString);
          assertEquals("\u2013 not run", cells.get(3));
          assertEquals(
              "1 times: old version, 1 times: new version, from 0.000000 s to 0.100000 s",
              table.locator("tbody td").nth(1).locator("svg[role=img]").getAttribute("aria-label"));
          ReportBrowser.screenshot(page, "sweep-wide.png");
          table.locator("tbody td").nth(2).locator("a").click();
          String open = page.locator("#scenarios details.scenario[open]").first().textContent();
          assertTrue(open.contains("the first half, twice"), open);
        });
  }

  @Test
  void nobodyIsShutOutAndNothingIsWiderThanThePage() throws IOException {
    BROWSER.open(
        run(),
        DESKTOP,
        (page, problems) -> {
          for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (int width : new int[] {DESKTOP, PHONE}) {
              page.setViewportSize(width, 900);
              page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
              for (var violation : new AxeBuilder(page).analyze().getViolations()) {
                String at = String.valueOf(violation.getNodes().get(0).getTarget());
                problems.add(scheme + " " + width + ": " + violation.getHelp() + " at " + at);
              }
              Object wide = page.evaluate("document.documentElement.scrollWidth");
              assertEquals(width, ((Number) wide).intValue(), "wider than the page");
            }
          }
          ReportBrowser.screenshot(page, "sweep-phone.png");
          page.setViewportSize(SHEET, 900);
          page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
          Object table = page.evaluate("document.querySelector('#sweep table').offsetWidth");
          assertTrue(((Number) table).intValue() <= SHEET, table + " of paper's " + SHEET);
        });
  }

  @Test
  void theRequirementsFileHasTheSamePoints() throws IOException {
    JsonNode file = new ObjectMapper().readTree(run().resolveSibling("requirements.json").toFile());
    JsonNode sweep = file.path("sweep");
    assertEquals(3, sweep.path("cells").size());
    assertEquals("failed", sweep.path("cells").path(2).path("verdict").asText());
    assertEquals(
        "nothing", sweep.path("cells").path(2).path("points").path(1).path("outcome").asText());
  }
}
