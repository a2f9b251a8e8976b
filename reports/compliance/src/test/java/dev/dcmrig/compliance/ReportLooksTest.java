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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures, closer looks, paper, and people who see or point differently. */
@Tag("browser")
class ReportLooksTest {
  private static final int PHONE = 390;
  private static final int DESKTOP = 1200;

  /** A4 without its margins, at 96 dots an inch. */
  private static final int SHEET = 703;

  @TempDir Path folder;

  @RegisterExtension static final ReportBrowser BROWSER = new ReportBrowser();

  /** Every part of the page unfolded, as a reader of all of it has it. */
  private static void unfold(Page page) {
    page.evaluate(
        "() => { for (let again = 0; again < 4; again++)"
            + " for (const d of document.querySelectorAll('details'))"
            + " { if (d.build) d.build(); d.open = true; } }");
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"PASSED", "FAILED"})
  void nobodyIsShutOut(Verdict verdict) throws IOException {
    BROWSER.open(
        ReportRuns.run(folder, verdict, "For everybody"),
        DESKTOP,
        (page, problems) -> {
          unfold(page);
          for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (int width : new int[] {DESKTOP, PHONE}) {
              page.setViewportSize(width, 900);
              page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
              for (var violation : new AxeBuilder(page).analyze().getViolations()) {
                String at = String.valueOf(violation.getNodes().get(0).getTarget());
                problems.add(scheme + " " + width + ": " + violation.getHelp() + " at " + at);
              }
            }
          }
        });
  }

  @Test
  void aRequirementShowsWhatWasMeasuredAndWhy() throws IOException {
    BROWSER.open(
        ReportRuns.run(folder, Verdict.FAILED, "Measured"),
        DESKTOP,
        (page, problems) -> {
          String card = page.locator("#req-SOS-01").innerText();
          for (String wanted :
              new String[] {
                "A press calls.",
                "3 to 4 (2 values)",
                "exactly 3",
                "profile sos.gap",
                "1.000 s \u00b1 0.500 s",
                "0.020 s",
                "none in 4.000 s",
                "at most 150.0 m",
                "137.5 m",
                "requirement SOS-02",
                "2 scenarios: 1 failed, 1 passed"
              }) {
            assertTrue(card.contains(wanted), wanted + " is not in " + card);
          }
          String decided = page.locator("#failures").innerText();
          assertTrue(decided.contains("attempt at 4.000\u00a0s: INVITE"), decided);
        });
  }

  @Test
  void aLongTextCutsNoColumnOffOnADesktop() throws IOException {
    BROWSER.open(
        ReportRuns.run(folder, Verdict.FAILED, "Long texts"),
        DESKTOP,
        (page, problems) -> {
          unfold(page);
          Object cut =
              page.evaluate(
                  "[...document.querySelectorAll('table.measured')].map(t => t.parentElement)"
                      + ".filter(b => b.scrollWidth > b.clientWidth + 1).length");
          assertEquals(0, ((Number) cut).intValue(), "tables that are wider than the page");
        });
  }

  @Test
  void eachKindOfRequirementHasItsPicture() throws IOException {
    BROWSER.open(
        ReportRuns.run(folder, Verdict.FAILED, "Pictures"),
        DESKTOP,
        (page, problems) -> {
          unfold(page);
          String titles =
              page.locator("#scenarios .scenario")
                  .last()
                  .locator("figcaption")
                  .allInnerTexts()
                  .toString();
          for (String wanted :
              new String[] {
                "Attempts to call: 4, limit exactly 3",
                "Lamps from",
                "The call at 4.100",
                "how far the position is off: 12.5 m, limit at most 150.0 m",
                "Voltage of the supply"
              }) {
            assertTrue(titles.contains(wanted), wanted + " is not in " + titles);
          }
          Object cut =
              page.evaluate(
                  "[...document.querySelectorAll('figure.picture svg text')].filter(t =>"
                      + " t.getBBox().x + t.getBBox().width >"
                      + " t.ownerSVGElement.viewBox.baseVal.width).map(t => t.textContent).join(';"
                      + " ')");
          assertEquals("", cut, "a picture cuts text off");
        });
  }

  @Test
  void aTimelineIsLookedAtCloserByKeysAndByPointer() throws IOException {
    BROWSER.open(
        ReportRuns.run(folder, Verdict.FAILED, "Closer"),
        DESKTOP,
        (page, problems) -> {
          unfold(page);
          var box = page.locator("#scenarios .zoom").last();
          var says = page.locator("#scenarios .tools").last().locator("[aria-live]");
          assertTrue(says.innerText().startsWith("the whole scenario"), says.innerText());
          box.focus();
          page.keyboard().press("+");
          String closer = says.innerText();
          assertTrue(closer.contains("time is even"), closer);
          page.keyboard().press("ArrowLeft");
          assertTrue(!says.innerText().equals(closer), "arrows move: " + says.innerText());
          page.keyboard().press("0");
          assertTrue(says.innerText().startsWith("the whole scenario"), says.innerText());
          box.scrollIntoViewIfNeeded();
          var at = box.boundingBox();
          page.mouse().move(at.x + 400, at.y + 60);
          page.mouse().down();
          page.mouse().move(at.x + 600, at.y + 60);
          page.mouse().up();
          assertTrue(says.innerText().contains(" to "), says.innerText());
        });
  }

  @Test
  void theFilterKeepsWhatFits() throws IOException {
    BROWSER.open(
        ReportRuns.run(folder, Verdict.FAILED, "Kept by the filter"),
        DESKTOP,
        (page, problems) -> {
          page.locator(".filter select").first().selectOption("failed");
          ReportBrowser.says(page.locator("#scenarios"), "1 scenario:");
          page.locator(".filter input").fill("no such text");
          ReportBrowser.says(page.locator("#scenarios"), "No scenario fits");
          page.locator(".filter button").click();
          ReportBrowser.says(page.locator("#scenarios"), "2 scenarios:");
        });
  }

  @Test
  void paperIsLightAndCutsNoColumnOff() throws IOException {
    BROWSER.open(
        ReportRuns.run(folder, Verdict.FAILED, "On paper"),
        SHEET,
        (page, problems) -> {
          page.emulateMedia(
              new Page.EmulateMediaOptions()
                  .setMedia(Media.PRINT)
                  .setColorScheme(ColorScheme.DARK));
          assertEquals(
              "rgb(255, 255, 255)",
              page.evaluate("getComputedStyle(document.body).backgroundColor"));
          assertEquals(
              0,
              page.evaluate(
                  "[...document.querySelectorAll('table')].filter(t => t.offsetWidth > "
                      + SHEET
                      + ").length"));
          byte[] pdf = page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true));
          assertTrue(pdf.length > 1000, "a PDF of " + pdf.length + " bytes");
        });
  }
}
