// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.dcmrig.evidence.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A page whose timelines fit only when they are packed. */
class PackedReportTest {
  @TempDir Path folder;

  @RegisterExtension static final ReportBrowser BROWSER = new ReportBrowser();

  /** The page of a small run, with a little less room than its timelines take as they are. */
  private String packed(Verdict verdict) throws IOException {
    Path run = ReportRuns.run(folder, verdict, "The one that counts").getParent();
    RunData data = RunData.read(run);
    int whole = HtmlReport.of(data).length;
    byte[] page = HtmlReport.of(data, whole - 1);
    assertTrue(page.length < whole, page.length + " bytes, " + whole + " before");
    return new String(page, StandardCharsets.UTF_8);
  }

  private Path written(String page) throws IOException {
    return Files.writeString(folder.resolve("packed.html"), page);
  }

  private static void openFirstScenario(Page page) {
    ReportBrowser.open(page.locator("#scenarios details.group > summary").first());
    ReportBrowser.open(page.locator("#scenarios details.scenario > summary").first());
  }

  @Test
  void nothingIsLeftOutWhereAllFitPacked() throws IOException {
    String page = packed(Verdict.PASSED);
    assertTrue(page.contains("type=\"application/zlib\""), "nothing is packed");
    assertEquals(-1, page.indexOf("\"drawn\":0"), "a timeline was left out");
    assertEquals(-1, page.indexOf("type=\"application/json\" id=\"timeline-"), "one is plain");
  }

  @Test
  void aTimelineIsUnpackedWhenItIsOpened() throws IOException {
    BROWSER.open(
        written(packed(Verdict.PASSED)),
        1200,
        (page, problems) -> {
          openFirstScenario(page);
          Locator scenario = page.locator("#scenarios details.scenario[open]").first();
          scenario.locator("svg").first().waitFor();
          ReportBrowser.says(scenario, "Timeline");
          ReportBrowser.open(page.locator("#requirements details.drawn > summary").first());
          page.locator("#requirements details.drawn figure, #requirements details.drawn p")
              .first()
              .waitFor();
        });
  }

  @Test
  void aFailureShowsItsPackedEvidenceAtOnce() throws IOException {
    BROWSER.open(
        written(packed(Verdict.FAILED)),
        1200,
        (page, problems) -> {
          ReportBrowser.says(page.locator("#failures"), "AirbagStatus Deployed=YES");
          assertTrue(page.locator("#failures svg, #failures table.story").count() > 0);
        });
  }

  @Test
  void aBrowserThatCanNotUnpackSaysSo() throws IOException {
    String page = packed(Verdict.FAILED);
    BROWSER.open(
        written(page.replace("<style>", "<script>delete self.DecompressionStream</script><style>")),
        1200,
        (shown, problems) -> {
          String why = "can't be shown: this browser can't unpack it";
          ReportBrowser.says(shown.locator("#failures"), why);
          openFirstScenario(shown);
          ReportBrowser.says(shown.locator("#scenarios"), why);
        });
  }
}
