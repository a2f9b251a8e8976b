// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.tests;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Leaves out what comes after a test that failed: the fault is noticed then, and each further test
 * that waits for an answer would wait in vain. {@link TestRun} alone asks JUnit for it.
 */
public final class NothingFailed implements ExecutionCondition {
  private static volatile boolean failed;

  /** A class begins, or a test has failed. */
  static void failed(boolean now) {
    failed = now;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return failed
        ? ConditionEvaluationResult.disabled("another test has failed")
        : ConditionEvaluationResult.enabled("nothing has failed yet");
  }
}
