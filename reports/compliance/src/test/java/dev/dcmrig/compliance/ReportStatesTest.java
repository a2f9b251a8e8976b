// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.dcmrig.evidence.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The machines of states, as the report shows them. */
@Tag("browser")
class ReportStatesTest {
  private static final int PHONE = 390;
  private static final int DESKTOP = 1200;

  @TempDir Path folder;

  @RegisterExtension static final ReportBrowser BROWSER = new ReportBrowser();

  @Test
  void eachCellSaysWhatFollowsAndLeadsToItsScenario() throws IOException {
    BROWSER.open(
        StateRuns.run(folder),
        DESKTOP,
        (page, problems) -> {
          var table = page.locator("#states table");
          assertEquals(2, table.locator("thead th[scope=col]").count());
          List<String> cells =
              table.locator("tbody td").allInnerTexts().stream()
                  .map(text -> text.replaceAll("\\s+", " ").strip())
                  .toList();
          assertEquals(
              List.of(
                  "\u2192 open SOS-01 \u2713 passed",
                  "\u2192 locked SOS-01 \u2717 failed",
                  "stays open SVT-01 ? inconclusive",
                  "\u2013 impossible The bolt has nothing to meet.",
                  "stays locked SOS-01 not reached",
                  "\u2192 closed SVT-01 \u2713 passed"),
              cells);
          assertEquals(1, table.locator("td.unreached").count(), "what stands out");
          String said = page.locator("#states").innerText();
          assertTrue(said.contains("3 of 3 states and 3 of 5 transitions reached."), said);
          ReportBrowser.screenshot(page, "states-desktop.png");
          table.locator("td").nth(1).locator("a").nth(1).click();
          page.locator("#scenarios details.scenario[open]").first().waitFor();
          assertTrue(page.url().endsWith("#" + openScenario(page)), page.url());
        });
  }

  private static String openScenario(Page page) {
    return page.locator("#scenarios details.scenario[open]").first().getAttribute("id");
  }

  @Test
  void theFilterLeavesTheRowsThatFit() throws IOException {
    BROWSER.open(
        StateRuns.run(folder),
        DESKTOP,
        (page, problems) -> {
          var rows = page.locator("#states tbody tr:not([hidden])");
          page.getByLabel("Verdict").selectOption("not reached");
          assertEquals(1, rows.count());
          assertTrue(rows.first().innerText().contains("locked"), rows.first().innerText());
          assertEquals(1, page.locator("#states td.dim").count() - hiddenDim(page));
          page.getByLabel("Verdict").selectOption("");
          page.getByLabel("Area").selectOption("SVT");
          assertEquals(2, rows.count());
          page.getByLabel("Text").fill("ajar push");
          page.waitForCondition(() -> rows.count() == 1);
          page.getByLabel("Text").fill("no such word");
          page.waitForCondition(() -> rows.count() == 0);
          assertTrue(page.locator("#states .machine").isHidden());
          page.getByText("clear").click();
          assertEquals(3, rows.count());
          assertEquals(0, page.locator("#states td.dim").count());
        });
  }

  private static int hiddenDim(Page page) {
    return page.locator("#states tr[hidden] td.dim").count();
  }

  @Test
  void nobodyIsShutOutAndNothingIsCutOff() throws IOException {
    BROWSER.open(
        StateRuns.run(folder),
        DESKTOP,
        (page, problems) -> {
          for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (int width : new int[] {DESKTOP, PHONE}) {
              page.setViewportSize(width, 900);
              page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
              ReportBrowser.screenshot(page, "states-" + scheme + "-" + width + ".png");
              for (var violation : new AxeBuilder(page).analyze().getViolations()) {
                String at = String.valueOf(violation.getNodes().get(0).getTarget());
                problems.add(scheme + " " + width + ": " + violation.getHelp() + " at " + at);
              }
              Object wide = page.evaluate("document.documentElement.scrollWidth");
              assertEquals(width, ((Number) wide).intValue(), "wider than the screen");
            }
          }
          page.setViewportSize(703, 1000);
          page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
          page.evaluate("dispatchEvent(new Event('beforeprint'))");
          ReportBrowser.screenshot(page, "states-print.png");
          assertTrue(page.locator("#states table").isVisible(), "paper can't be unfolded");
          Object cut =
              page.evaluate(
                  "[...document.querySelectorAll('#states td')]"
                      + ".filter(t => t.scrollWidth > t.clientWidth + 1).length");
          assertEquals(0, ((Number) cut).intValue(), "cells that are cut off");
        });
  }

  @Test
  void aRunWithoutMachinesHasNoSuchPart() throws IOException {
    BROWSER.open(
        ReportRuns.run(folder, Verdict.PASSED, "Without states"),
        DESKTOP,
        (page, problems) -> assertEquals("", page.locator("#states").textContent()));
  }
}
