// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.tests;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the tests of one class in this process. JUnit itself is no part of the rig: it comes with
 * the class path of the tests.
 */
public final class TestRun {
  /** Tests that take long, or that need a program of other people's. */
  private static final String[] LEFT_OUT = {"slow", "sipp", "tshark", "scapy", "browser"};

  private static final String ENGINE = "junit-jupiter";
  private static final String DETECTS = "junit.jupiter.extensions.autodetection.enabled";
  private static final String DETECTED = "junit.jupiter.extensions.autodetection.include";

  private @Nullable Launcher launcher;

  /**
   * Runs them.
   *
   * @param type name of the class
   * @return what the first test that failed said; empty when all have passed
   */
  public Optional<String> failure(String type) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(type))
            .filters(EngineFilter.includeEngines(ENGINE), TagFilter.excludeTags(LEFT_OUT))
            .configurationParameter(DETECTS, "true")
            .configurationParameter(DETECTED, NothingFailed.class.getName())
            .build();
    Failures failures = new Failures();
    NothingFailed.failed(false);
    launcher().execute(request, failures);
    return Optional.ofNullable(failures.first);
  }

  private Launcher launcher() {
    Launcher there = launcher;
    if (there == null) {
      there = LauncherFactory.create();
      launcher = there;
    }
    return there;
  }

  private static final class Failures implements TestExecutionListener {
    private @Nullable String first;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (first == null && result.getStatus() == TestExecutionResult.Status.FAILED) {
        NothingFailed.failed(true);
        first =
            test.getDisplayName()
                + ": "
                + result.getThrowable().map(Throwable::toString).orElse("");
      }
    }
  }
}
