// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.spans;

import io.opentelemetry.sdk.trace.IdGenerator;

/** Ids that hang on the run, where the SDK would draw them. One thread's. */
final class GivenIds implements IdGenerator {
  private final String trace;
  private String span = "";

  GivenIds(String trace) {
    this.trace = trace;
  }

  /** The id of the span that is made next. */
  void next(String id) {
    span = id;
  }

  @Override
  public String generateSpanId() {
    return span;
  }

  @Override
  public String generateTraceId() {
    return trace;
  }
}
