// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.compliance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Spans in which voice went one way: RTP packets (RFC 3550) without a pause between them. */
final class VoiceSpans {
  /** A pause that is longer ends a span; packets come every 20 ms. */
  private static final double PAUSE_SECONDS = 0.25;

  /** Spans that are kept; of more, the last one goes on. */
  private static final int MAX_SPANS = 200;

  private record Stream(int way, int payloadType, String delivery) {}

  private static final class Span {
    private final Stream stream;
    private final double from;
    private double to;
    private int packets = 1;

    Span(Stream stream, double from) {
      this.stream = stream;
      this.from = from;
      this.to = from;
    }
  }

  private final List<Span> spans = new ArrayList<>();
  private final Map<Stream, Span> open = new LinkedHashMap<>();

  void add(double seconds, int way, int payloadType, String delivery) {
    Stream stream = new Stream(way, payloadType, delivery);
    Span span = open.get(stream);
    boolean full = spans.size() >= MAX_SPANS;
    if (span != null && (full || seconds - span.to <= PAUSE_SECONDS)) {
      span.to = seconds;
      span.packets++;
    } else if (!full) {
      Span next = new Span(stream, seconds);
      spans.add(next);
      open.put(stream, next);
    }
  }

  /** Begin, end, packets, number of the way, payload type, delivery. */
  List<Object> data() {
    List<Object> data = new ArrayList<>();
    for (Span span : spans) {
      Stream stream = span.stream;
      data.add(
          List.of(
              span.from,
              span.to,
              span.packets,
              stream.way,
              stream.payloadType,
              stream.delivery.equals("delivered") ? "" : stream.delivery));
    }
    return data;
  }
}
