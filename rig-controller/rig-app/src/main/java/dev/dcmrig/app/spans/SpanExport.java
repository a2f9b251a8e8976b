// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.app.spans;

import dev.dcmrig.compliance.Spans.Span;
import dev.dcmrig.compliance.Spans.Trace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends a run's spans to a collector, by OpenTelemetry's own SDK: OTLP over HTTP, in protobuf.
 * Nothing of the SDK is started before a collector is named, and nothing of it goes on after that.
 */
public final class SpanExport {

  /** OpenTelemetry's default for an export. */
  private static final Duration BOUND = Duration.ofSeconds(10);

  /** Spans of one message: collectors refuse large ones. */
  private static final int MAX_SPANS = 500;

  /** The SDK says there what this class says to whoever called. Kept: a logger may be collected. */
  private static final Logger OF_THE_SDK = Logger.getLogger("io.opentelemetry.exporter");

  private SpanExport() {}

  /**
   * Posts them, one message after the other; stops at the first that is not taken.
   *
   * @return what went wrong, a sentence; empty when all was taken
   */
  public static Optional<String> send(OtlpEndpoint to, Trace trace) {
    OF_THE_SDK.setLevel(Level.OFF);
    OtlpHttpSpanExporterBuilder builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(to.traces().toString())
            .setTimeout(BOUND)
            .setConnectTimeout(BOUND)
            .setRetryPolicy(null);
    to.headers().forEach(builder::addHeader);
    List<SpanData> spans = made(trace);
    try (OtlpHttpSpanExporter exporter = builder.build()) {
      for (int first = 0; first < spans.size(); first += MAX_SPANS) {
        List<SpanData> part = spans.subList(first, Math.min(spans.size(), first + MAX_SPANS));
        // Twice the bound: the exporter ends by itself, and says why.
        CompletableResultCode result =
            exporter.export(part).join(2 * BOUND.toMillis(), TimeUnit.MILLISECONDS);
        if (!result.isSuccess()) {
          return Optional.of(problem(to, result.getFailureThrowable()));
        }
      }
    }
    return Optional.empty();
  }

  private static String problem(OtlpEndpoint to, @Nullable Throwable failure) {
    if (failure == null) {
      return "spans: " + to.traces() + " did not answer in " + BOUND.toSeconds() + " s";
    }
    return ExportFailure.of(failure).said(to, BOUND);
  }

  private static List<SpanData> made(Trace trace) {
    GivenIds ids = new GivenIds(trace.id());
    Finished finished = new Finished();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(
                    Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        "dcm-rig",
                        AttributeKey.stringKey("service.version"),
                        trace.toolVersion())))
            .setIdGenerator(ids)
            .addSpanProcessor(finished)
            .build()) {
      Tracer tracer = provider.get("dev.dcmrig");
      Map<String, Context> contexts = new HashMap<>();
      for (Span span : trace.spans()) {
        ids.next(span.id());
        Context above = contexts.getOrDefault(span.parent(), Context.root());
        contexts.put(span.id(), above.with(made(tracer, above, span)));
      }
    }
    return finished.spans();
  }

  private static io.opentelemetry.api.trace.Span made(Tracer tracer, Context above, Span span) {
    SpanBuilder builder =
        tracer
            .spanBuilder(span.name())
            .setParent(above)
            .setAllAttributes(attributes(span.attributes()))
            .setStartTimestamp(span.startNanos(), TimeUnit.NANOSECONDS);
    io.opentelemetry.api.trace.Span made = builder.startSpan();
    if (span.passed()) {
      made.setStatus(StatusCode.OK);
    } else {
      made.setStatus(StatusCode.ERROR, span.problem());
    }
    made.end(Math.max(span.startNanos(), span.endNanos()), TimeUnit.NANOSECONDS);
    return made;
  }

  private static Attributes attributes(Map<String, Object> values) {
    AttributesBuilder attributes = Attributes.builder();
    values.forEach(
        (key, value) -> {
          if (value instanceof Long whole) {
            attributes.put(key, whole.longValue());
          } else if (value instanceof Double number) {
            attributes.put(key, number.doubleValue());
          } else {
            attributes.put(key, value.toString());
          }
        });
    return attributes.build();
  }
}
