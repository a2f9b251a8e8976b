// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import dev.dcmrig.evidence.Requirement;
import dev.dcmrig.evidence.RunFolder;
import dev.dcmrig.evidence.RunResult;
import dev.dcmrig.evidence.ScenarioEvidence;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.Verdict;
import dev.dcmrig.evidence.measurement.DecisionRule;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.LimitSource;
import dev.dcmrig.evidence.measurement.Measurement;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.evidence.network.Delivery;
import dev.dcmrig.evidence.network.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The picture of an update: its phases over time. */
@Tag("browser")
class ReportUpdateTest {
  private static final int DESKTOP = 1200;
  private static final long SECOND = 1_000_000_000L;
  private static final String DCM = "10.64.0.2:49153";
  private static final String SERVER = "198.51.100.50:443";

  @TempDir Path folder;

  @RegisterExtension static final ReportBrowser BROWSER = new ReportBrowser();

  private Path run() throws IOException {
    Path path = folder.resolve("update");
    try (RunFolder run = RunFolder.create(path, ReportRuns.options("update"))) {
      run.requirements(
          List.of(new Requirement("SOS-01", "Updates", "They come.", "CS", Subject.DCM)));
      run.plan(List.of(ReportRuns.planned("ota/update", 1, "an update")));
      ScenarioEvidence scenario = run.scenario("ota/update:1", ReportRuns.EPOCH);
      told(scenario, 1, true, "GET /DEFAULT/controller/v1/V/deploymentBase/1 HTTP/1.1\r\n\r\n");
      piece(scenario, 2, 0, 65_535);
      scenario.observation(3 * SECOND, Subject.RIG, "vehicle.battery.disconnected", Map.of());
      scenario.observation(13 * SECOND, Subject.RIG, "vehicle.battery.reconnected", Map.of());
      piece(scenario, 20, 65_536, 131_071);
      shown(scenario, 21, "ANNOUNCED");
      shown(scenario, 31, "INSTALLING");
      shown(scenario, 42, "SUCCEEDED");
      feedback(scenario);
      scenario.measurement(
          44 * SECOND,
          Subject.DCM,
          List.of("SOS-01"),
          DecisionRule.SIMPLE_ACCEPTANCE.decide(result(), 0));
      scenario.conclude(45 * SECOND, Verdict.PASSED, null, List.of(), "", true);
      scenario.close();
      RunResult result = run.finish();
      ReportWriter.write(path);
      run.seal(result);
    }
    return path.resolve("report.html");
  }

  private static Measurement result() {
    return new Measurement(
        "result that the DCM has told",
        Unit.WORD,
        null,
        "success",
        Limit.is("success", LimitSource.step("success")),
        List.of(new EvidenceItem("http", 43 * SECOND, "POST")));
  }

  private static void told(ScenarioEvidence scenario, int seconds, boolean byDcm, String text) {
    scenario.network(
        seconds * SECOND,
        Protocol.HTTP,
        byDcm ? DCM : SERVER,
        byDcm ? SERVER : DCM,
        Delivery.DELIVERED,
        text.getBytes(StandardCharsets.UTF_8));
  }

  private static void piece(ScenarioEvidence scenario, int seconds, int from, int to) {
    told(
        scenario,
        seconds,
        false,
        "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes "
            + from
            + "-"
            + to
            + "/131072\r\n\r\n");
  }

  private static void feedback(ScenarioEvidence scenario) {
    told(
        scenario,
        43,
        true,
        "POST /DEFAULT/controller/v1/V/deploymentBase/1/feedback HTTP/1.1\r\n\r\n"
            + "{\"status\":{\"execution\":\"closed\",\"result\":{\"finished\":\"success\"},"
            + "\"details\":[\"2.0.0 runs\"]}}");
  }

  private static void shown(ScenarioEvidence scenario, int seconds, String state) {
    scenario.observation(
        seconds * SECOND,
        Subject.DCM,
        "update.shown",
        Map.of("state", state, "version", "2.0.0", "minutes", "1"));
  }

  @Test
  void eachPhaseIsARowFromTheOfferToTheReport() throws IOException {
    BROWSER.open(
        run(),
        DESKTOP,
        (page, problems) -> {
          page.evaluate(
              "() => { for (let again = 0; again < 4; again++)"
                  + " for (const d of document.querySelectorAll('details'))"
                  + " { if (d.build) d.build(); d.open = true; } }");
          var picture = page.locator("#scenarios figure.picture").first();
          assertEquals(
              "The update to 2.0.0: success, from 1.000\u00a0s",
              picture.locator("figcaption").innerText());
          String texts = picture.locator("svg text").allTextContents().toString();
          for (String wanted :
              List.of(
                  "offer 1 is read",
                  "download of 128 KiB: 128 KiB in 2 pieces, 1 break",
                  "no supply for 10.00\u00a0s",
                  "head unit: announced 2.0.0, 1 min (10.00\u00a0s)",
                  "head unit: installing 2.0.0 (11.00\u00a0s)",
                  "head unit: succeeded 2.0.0 (3.000\u00a0s)",
                  "told: success, 2.0.0 runs")) {
            assertTrue(texts.contains(wanted), wanted + " is not in " + texts);
          }
          for (var violation : new AxeBuilder(page).analyze().getViolations()) {
            problems.add(violation.getHelp());
          }
        });
  }
}
