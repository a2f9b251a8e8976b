// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Debian's Chromium for the tests of one class, started once. Each report has a context of its own;
 * a script's error or a request of the network fails a test.
 */
final class ReportBrowser implements BeforeAllCallback, AfterAllCallback {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  /** How long a page may take on a busy machine. */
  private static final double PATIENCE_MILLIS = 180_000;

  private @Nullable Playwright playwright;
  private @Nullable Browser browser;

  /** Leaves the tests out where there is no browser, except in CI, which must have one. */
  @Override
  public void beforeAll(ExtensionContext context) {
    boolean there = Files.isExecutable(CHROMIUM);
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(there, "CI needs Chromium: .ci/install-tools installs it");
    }
    assumeTrue(there, "left out: no Chromium here; .ci/install-tools installs it on Debian");
    Playwright made =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    playwright = made;
    browser =
        made.chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setTimeout(PATIENCE_MILLIS)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (playwright != null) {
      playwright.close();
    }
  }

  interface Look {
    void at(Page page, List<String> problems) throws IOException;
  }

  void open(Path report, int width, Look look) throws IOException {
    if (browser == null) {
      throw new IllegalStateException("the browser has not been started");
    }
    try (BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      page.setDefaultTimeout(PATIENCE_MILLIS);
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

  /** Opens a part of the page and waits until it is built, which comes after the click. */
  static void open(Locator summary) {
    summary.click();
    summary
        .locator("xpath=following-sibling::*")
        .first()
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
  }

  /** Waits until a part of the page says this. */
  static void says(Locator part, String wanted) {
    PlaywrightAssertions.assertThat(part)
        .containsText(
            wanted,
            new LocatorAssertions.ContainsTextOptions().setUseInnerText(true).setTimeout(30_000));
  }

  /** Pictures for people, where the environment names a folder for them. */
  static void screenshot(Page page, String name) {
    String pictures = System.getenv("REPORT_PICTURES");
    if (pictures != null) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(pictures, name)).setFullPage(true));
    }
  }
}
