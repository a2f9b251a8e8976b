// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.spans;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;

/** Takes finished spans in their order. The SDK's own processors send from threads of theirs. */
final class Finished implements SpanProcessor {
  private final List<SpanData> spans = new ArrayList<>();

  List<SpanData> spans() {
    return List.copyOf(spans);
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    spans.add(span.toSpanData());
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
