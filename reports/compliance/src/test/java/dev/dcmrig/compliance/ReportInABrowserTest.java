// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import dev.dcmrig.evidence.Requirement;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The report as a person sees it, in Debian's Chromium. Synthetic runs; nothing random. */
@Tag("browser")
class ReportInABrowserTest {
  private static final String NASTY = "</script><b id=\"injected\">'\"&amp; name";

  @TempDir Path folder;

  @RegisterExtension static final ReportBrowser BROWSER = new ReportBrowser();

  @Test
  void aFailedRunShowsItsFailureFirstWithItsTimeline() throws IOException {
    BROWSER.open(
        ReportRuns.run(folder, Verdict.FAILED, "The one that failed"),
        1200,
        (page, problems) -> {
          String text = page.locator("body").innerText();
          int failure = text.indexOf("expected one call, saw none");
          int matrix = text.indexOf("\nRequirements\n");
          assertTrue(failure > 0 && failure < matrix, text);
          int statement = text.indexOf("A press calls.");
          assertTrue(statement > 0 && statement < failure, "the requirement comes first: " + text);
          assertTrue(text.contains("AirbagStatus Deployed=YES"), "frames in words: " + text);
          assertTrue(text.contains("the rig's own emulated DCM"), text);
          assertTrue(text.contains("These results concern only the item named here"), text);
          assertTrue(of(page, "#requirements").contains("emulated DCM only"), text);
          assertTrue(of(page, "#stand-ins").contains("SVT-01"), text);
          assertTrue(of(page, "#stand-ins").contains("not verified"), text);
          openFirstScenario(page);
          assertTrue(page.locator("#scenarios svg").count() > 0, "no timeline is drawn");
        });
  }

  private static String of(Page page, String section) {
    return page.locator(section).textContent();
  }

  private static void openFirstScenario(Page page) {
    ReportBrowser.open(page.locator("#scenarios details.group > summary").first());
    ReportBrowser.open(page.locator("#scenarios details.scenario > summary").first());
  }

  @Test
  void aRunThatWasCutShortDoesNotLookPassed() throws IOException {
    Path path = folder.resolve("short");
    try (RunFolder run = RunFolder.create(path, ReportRuns.options("short"))) {
      run.requirements(
          List.of(new Requirement("SOS-01", "A call", "A press calls.", "CS", Subject.DCM)));
      run.plan(
          List.of(
              ReportRuns.planned("sos/a", 3, "First, passed"),
              ReportRuns.planned("sos/a", 9, "Never ran")));
      ReportRuns.play(run.scenario("sos/a:3", ReportRuns.EPOCH), null);
      RunResult result = run.finish();
      ReportWriter.write(path);
      run.seal(result);
    }
    BROWSER.open(
        path.resolve("report.html"),
        1200,
        (page, problems) -> {
          assertEquals("INCOMPLETE", page.locator(".big").innerText().strip());
          String head = page.locator("#head").innerText();
          assertTrue(head.contains("of those that ran: passed"), head);
          assertTrue(head.contains("2 (1 passed, 1 did not run)"), head);
          assertEquals(0, page.locator("#failures .failure").count());
        });
  }

  @Test
  void theFaultMatrixHasAVerdictInEachCellThatLeadsToItsTimeline() throws IOException {
    BROWSER.open(
        ReportRuns.matrix(folder),
        1200,
        (page, problems) -> {
          ReportBrowser.open(page.locator("#fault-matrix summary").first());
          var table = page.locator("#fault-matrix table");
          assertEquals(
              "[SOS call, tracking order that was forged, position]",
              table.locator("tbody th[scope=row]").allInnerTexts().toString());
          assertEquals(8, table.locator("thead th[scope=col]").count());
          var first = table.locator("tbody tr").first().locator("td");
          assertEquals("\u2713 passed", first.nth(0).innerText().strip());
          assertEquals("\u2717 failed", first.nth(1).innerText().strip());
          assertEquals("\u2013 not run", first.nth(2).innerText().strip());
          ReportBrowser.screenshot(page, "matrix-wide.png");
          first.nth(0).locator("a").click();
          var scenario = page.locator("#scenarios details.scenario[open]").first();
          scenario.locator("svg").first().waitFor();
          ReportBrowser.open(scenario.getByText("Messages ("));
          String text = scenario.textContent();
          for (String wanted :
              List.of(
                  "PUBLISH dcmrig/v1/vehicles/V/orders signed {\"id\":\"TR-1\"}",
                  "sms +61400000000 wake up",
                  "tls TLSv1.3 mqtt.dcmrig.example",
                  "tls failed certificate_unknown",
                  "POST /v1/positions HTTP/1.1")) {
            assertTrue(text.contains(wanted), wanted + " is not in " + text);
          }
        });
  }

  @Test
  void theFaultMatrixScrollsInItsOwnBoxOnAPhone() throws IOException {
    BROWSER.open(
        ReportRuns.matrix(folder),
        390,
        (page, problems) -> {
          ReportBrowser.open(page.locator("#fault-matrix summary").first());
          ReportBrowser.screenshot(page, "matrix-phone.png");
          Object width = page.evaluate("document.documentElement.scrollWidth");
          assertEquals(390, ((Number) width).intValue(), "the page is wider than the phone");
          Object scrolls =
              page.evaluate(
                  "(b => b.scrollWidth > b.clientWidth)"
                      + "(document.querySelector('#fault-matrix .scroll'))");
          assertEquals(true, scrolls);
        });
  }

  @Test
  void aRunWithoutCellsHasNoFaultMatrix() throws IOException {
    BROWSER.open(
        ReportRuns.run(folder, Verdict.PASSED, "Without cells"),
        1200,
        (page, problems) -> assertEquals("", page.locator("#fault-matrix").textContent()));
  }

  @Test
  void namesCanNotBreakThePage() throws IOException {
    BROWSER.open(
        ReportRuns.run(folder, Verdict.PASSED, NASTY),
        1200,
        (page, problems) -> {
          assertEquals(0, page.locator("#injected").count());
          ReportBrowser.open(page.locator("#scenarios details.group > summary").first());
          ReportBrowser.says(page.locator("#scenarios"), NASTY);
        });
  }

  @Test
  void itFitsAPhone() throws IOException {
    BROWSER.open(
        ReportRuns.run(folder, Verdict.FAILED, "On a phone"),
        390,
        (page, problems) -> {
          openFirstScenario(page);
          Object width = page.evaluate("document.documentElement.scrollWidth");
          assertEquals(390, ((Number) width).intValue(), "the page is wider than the phone");
        });
  }
}
