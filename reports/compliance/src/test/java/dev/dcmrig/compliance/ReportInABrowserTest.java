// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.dcmrig.can.Frame;
import dev.dcmrig.evidence.InputFile;
import dev.dcmrig.evidence.PlannedScenario;
import dev.dcmrig.evidence.Requirement;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunOptions;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.evidence.ScenarioEvidence;
import dev.dcmrig.evidence.StepVerdict;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.evidence.network.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report as a person sees it, in Debian's Chromium. Synthetic runs; nothing random. */
@Tag("browser")
class ReportInABrowserTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final String NASTY = "</script><b id=\"injected\">'\"&amp; name";

  @TempDir Path folder;

  @BeforeAll
  static void chromiumIsThere() {
    boolean there = Files.isExecutable(CHROMIUM);
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(there, "CI needs Chromium: .ci/install-tools installs it");
    }
    assumeTrue(there, "left out: no Chromium here; .ci/install-tools installs it on Debian");
  }

  private static RunOptions options(String name) {
    return new RunOptions(
        name,
        "test",
        "rig run",
        7,
        "emulated",
        "DUT",
        true,
        "",
        "random",
        List.of(),
        1,
        List.of(new RunOptions.Channel("vehicle", "dbc/car.dbc")),
        true,
        List.of());
  }

  private Path run(Verdict verdict, String name) throws IOException {
    Path path = folder.resolve(verdict.word());
    try (RunFolder run = RunFolder.create(path, options("run"))) {
      run.inputs(List.of(new InputFile("dbc/car.dbc", FrameWordsTest.dbc(folder))));
      run.requirements(
          List.of(
              new Requirement("SOS-01", "A call", "A press calls.", "CS", Subject.DCM),
              new Requirement("SVT-01", "Tracking", "Not here.", "CS", Subject.SERVICE)));
      run.plan(List.of(planned("sos/a", 3, "First, passed"), planned("sos/a", 9, name)));
      play(run.scenario("sos/a:3", EPOCH), null);
      play(
          run.scenario("sos/a:9", EPOCH),
          verdict == Verdict.FAILED ? "expected one call, saw none (at 4 s)" : null);
      RunResult result = run.finish();
      ReportWriter.write(path);
      run.seal(result);
    }
    return path.resolve("report.html");
  }

  private static final Instant EPOCH = Instant.parse("2026-06-01T08:00:00Z");

  private static void play(ScenarioEvidence scenario, String failure) {
    for (int n = 0; n < 200; n++) {
      scenario.frame(
          n * 20_000_000L, 0, Frame.classic(0x50, (byte) n, (byte) (n < 100 ? 0x10 : 0x50)));
    }
    scenario.reading(4_000_000_000L, "led.green", "brightness", 1, "1");
    scenario.reading(4_000_000_000L, "supply", "voltage", 12.6, "V");
    scenario.network(
        4_100_000_000L,
        Protocol.SIP,
        "10.64.0.2:49153",
        "198.51.100.10:5060",
        Delivery.DELIVERED,
        "INVITE sip:x SIP/2.0\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    scenario.observation(4_200_000_000L, Subject.DCM, "call.arrived", Map.of("number", "1"));
    scenario.step(
        4_300_000_000L,
        "Then",
        "a call is connected",
        failure == null
            ? StepVerdict.PASSED
            : new StepVerdict(Verdict.FAILED, Subject.DCM, List.of(), failure));
    scenario.conclude(
        4_400_000_000L,
        failure == null ? Verdict.PASSED : Verdict.FAILED,
        failure == null ? null : Subject.DCM,
        List.of(),
        failure == null ? "" : failure,
        true);
    scenario.close();
  }

  private interface Look {
    void at(Page page, List<String> problems) throws IOException;
  }

  private static void open(Path report, int width, Look look) throws IOException {
    try (Playwright playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(
                            List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")))) {
      Page page = browser.newPage();
      List<String> problems = new ArrayList<>();
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              problems.add(message.text());
            }
          });
      page.onPageError(problems::add);
      page.onRequest(
          request -> {
            if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) {
              problems.add("asked the network for " + request.url());
            }
          });
      page.setViewportSize(width, 900);
      page.navigate(report.toUri().toString());
      look.at(page, problems);
      assertEquals(List.of(), problems);
    }
  }

  @Test
  void aFailedRunShowsItsFailureFirstWithItsTimeline() throws IOException {
    open(
        run(Verdict.FAILED, "The one that failed"),
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
    page.locator("#scenarios details.group > summary").first().click();
    page.locator("#scenarios details.scenario > summary").first().click();
  }

  @Test
  void aRunThatWasCutShortDoesNotLookPassed() throws IOException {
    Path path = folder.resolve("short");
    try (RunFolder run = RunFolder.create(path, options("short"))) {
      run.requirements(
          List.of(new Requirement("SOS-01", "A call", "A press calls.", "CS", Subject.DCM)));
      run.plan(List.of(planned("sos/a", 3, "First, passed"), planned("sos/a", 9, "Never ran")));
      play(run.scenario("sos/a:3", EPOCH), null);
      RunResult result = run.finish();
      ReportWriter.write(path);
      run.seal(result);
    }
    open(
        path.resolve("report.html"),
        1200,
        (page, problems) -> assertEquals("INCOMPLETE", page.locator(".big").innerText().strip()));
  }

  /** Three scenarios of a fault matrix, with every kind of line that the network has. */
  private Path matrix() throws IOException {
    Path path = folder.resolve("matrix");
    try (RunFolder run = RunFolder.create(path, options("matrix"))) {
      run.requirements(
          List.of(new Requirement("SOS-01", "A call", "A press calls.", "CS", Subject.DCM)));
      List<Cell> cells = new ArrayList<>();
      cells.add(new Cell(3, "SOS call", "no coverage", null));
      cells.add(new Cell(9, "SOS call", "certificate of another name", "no call came (at 4 s)"));
      cells.add(new Cell(15, "tracking order that was forged", "no coverage", null));
      for (int column = 0; column < 6; column++) {
        cells.add(new Cell(20 + column, "position", "service answers 50" + column, null));
      }
      run.plan(cells.stream().map(Cell::planned).toList());
      cells.forEach(cell -> play(run, cell));
      RunResult result = run.finish();
      ReportWriter.write(path);
      run.seal(result);
    }
    return path.resolve("report.html");
  }

  private record Cell(int line, String row, String column, @Nullable String failure) {
    PlannedScenario planned() {
      return ReportInABrowserTest.planned("faults/a", line, row + " with " + column);
    }
  }

  private static PlannedScenario planned(String file, int line, String name) {
    return new PlannedScenario(
        file + ":" + line, file + ".feature:" + line, name, List.of("@SOS-01"), List.of("SOS-01"));
  }

  private static void play(RunFolder run, Cell cell) {
    ScenarioEvidence scenario = run.scenario("faults/a:" + cell.line(), EPOCH);
    scenario.observation(
        1_000_000L, Subject.DCM, "matrix.cell", Map.of("row", cell.row(), "column", cell.column()));
    say(scenario, Protocol.CONNECTION, "198.51.100.30:8883", "tls TLSv1.3 mqtt.dcmrig.example");
    say(scenario, Protocol.CONNECTION, "198.51.100.20:443", "tls failed certificate_unknown");
    say(scenario, Protocol.HTTP, "198.51.100.20:443", "POST /v1/positions HTTP/1.1\r\n\r\n");
    say(scenario, Protocol.SMS, "198.51.100.40:2775", "sms +61400000000 wake up\n");
    String topic = "dcmrig/v1/vehicles/V/orders";
    String payload = "e30.eyJpZCI6IlRSLTEifQ.****";
    say(
        scenario,
        Protocol.MQTT,
        "198.51.100.30:8883",
        "0"
            + (char) (2 + topic.length() + payload.length())
            + "\0"
            + (char) topic.length()
            + topic
            + payload);
    play(scenario, cell.failure());
  }

  private static void say(ScenarioEvidence scenario, Protocol protocol, String to, String text) {
    scenario.network(
        2_000_000L,
        protocol,
        "10.64.0.2:49153",
        to,
        Delivery.DELIVERED,
        text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theFaultMatrixHasAVerdictInEachCellThatLeadsToItsTimeline() throws IOException {
    open(
        matrix(),
        1200,
        (page, problems) -> {
          page.locator("#fault-matrix summary").first().click();
          var table = page.locator("#fault-matrix table");
          assertEquals(
              "[SOS call, tracking order that was forged, position]",
              table.locator("tbody th[scope=row]").allInnerTexts().toString());
          assertEquals(8, table.locator("thead th[scope=col]").count());
          var first = table.locator("tbody tr").first().locator("td");
          assertEquals("\u2713 passed", first.nth(0).innerText().strip());
          assertEquals("\u2717 failed", first.nth(1).innerText().strip());
          assertEquals("\u2013 not run", first.nth(2).innerText().strip());
          screenshot(page, "matrix-wide.png");
          first.nth(0).locator("a").click();
          var scenario = page.locator("#scenarios details.scenario[open]").first();
          scenario.locator("svg").first().waitFor();
          scenario.getByText("Messages (").click();
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
    open(
        matrix(),
        390,
        (page, problems) -> {
          page.locator("#fault-matrix summary").first().click();
          screenshot(page, "matrix-phone.png");
          Object width = page.evaluate("document.documentElement.scrollWidth");
          assertEquals(390, ((Number) width).intValue(), "the page is wider than the phone");
          Object scrolls =
              page.evaluate(
                  "(b => b.scrollWidth > b.clientWidth)"
                      + "(document.querySelector('#fault-matrix .scroll'))");
          assertEquals(true, scrolls);
        });
  }

  /** Pictures for people, where the environment names a folder for them. */
  private static void screenshot(Page page, String name) {
    String pictures = System.getenv("REPORT_PICTURES");
    if (pictures != null) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(pictures, name)).setFullPage(true));
    }
  }

  @Test
  void aRunWithoutCellsHasNoFaultMatrix() throws IOException {
    open(
        run(Verdict.PASSED, "Without cells"),
        1200,
        (page, problems) -> assertEquals("", page.locator("#fault-matrix").textContent()));
  }

  @Test
  void namesCanNotBreakThePage() throws IOException {
    open(
        run(Verdict.PASSED, NASTY),
        1200,
        (page, problems) -> {
          assertEquals(0, page.locator("#injected").count());
          page.locator("#scenarios details.group > summary").first().click();
          assertTrue(page.locator("#scenarios").innerText().contains(NASTY));
        });
  }

  @Test
  void itFitsAPhone() throws IOException {
    open(
        run(Verdict.FAILED, "On a phone"),
        390,
        (page, problems) -> {
          openFirstScenario(page);
          Object width = page.evaluate("document.documentElement.scrollWidth");
          assertEquals(390, ((Number) width).intValue(), "the page is wider than the phone");
        });
  }
}
