// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.judge;

import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Limit;
import dev.dcmrig.evidence.measurement.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Packets of 20 ms that come in bursts: a first one, and shorter ones at one interval. */
public final class Bursts {
  private static final double NANOS = 1e9;
  private static final long PACKET_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** A longer pause than this ends a burst. */
  private static final long PAUSE_NANOS = 2 * PACKET_NANOS;

  private Bursts() {}

  /** One thing that is asked of them. */
  public record Asked(Question question, Limit limit) {}

  private record Burst(EvidenceItem first, EvidenceItem last) {
    double seconds() {
      return (last.nanos() - first.nanos() + PACKET_NANOS) / NANOS;
    }
  }

  /**
   * Length of the first burst and of each later one that is over, and the time from the start of
   * each later one to the next.
   *
   * @param packets in order of time; the last burst in them may not be over, and only its start
   *     counts
   */
  public static List<Measurement> of(
      List<EvidenceItem> packets, Asked first, Asked later, Asked apart) {
    List<Burst> bursts = bursts(packets);
    if (bursts.size() < 4) {
      String seen = bursts.size() + " bursts of voice, where 4 begin";
      return List.of(first.question().missing(seen, first.limit(), List.of()));
    }
    List<Measurement> measured = new ArrayList<>();
    measured.add(length(first, "", bursts.get(0)));
    for (int number = 1; number < bursts.size() - 1; number++) {
      String part = "number " + number;
      Burst one = bursts.get(number);
      measured.add(length(later, part, one));
      EvidenceItem next = bursts.get(number + 1).first();
      measured.add(
          apart
              .question()
              .of(part)
              .number(
                  (next.nanos() - one.first().nanos()) / NANOS,
                  apart.limit(),
                  List.of(one.first(), next)));
    }
    return measured;
  }

  /** Whether voice pauses: {@code burst}, or {@code continuous}; {@code none} without packets. */
  public static Measurement mode(Question question, List<EvidenceItem> packets, Limit limit) {
    List<Burst> bursts = bursts(packets);
    String mode = bursts.isEmpty() ? "none" : bursts.size() == 1 ? "continuous" : "burst";
    return question.word(mode, limit, bursts.stream().map(Burst::first).toList());
  }

  private static Measurement length(Asked asked, String part, Burst burst) {
    Question question = part.isEmpty() ? asked.question() : asked.question().of(part);
    return question.number(burst.seconds(), asked.limit(), List.of(burst.first(), burst.last()));
  }

  private static List<Burst> bursts(List<EvidenceItem> packets) {
    List<Burst> bursts = new ArrayList<>();
    for (EvidenceItem packet : packets) {
      int last = bursts.size() - 1;
      boolean goesOn = last >= 0 && packet.nanos() - bursts.get(last).last().nanos() <= PAUSE_NANOS;
      if (goesOn) {
        bursts.set(last, new Burst(bursts.get(last).first(), packet));
      } else {
        bursts.add(new Burst(packet, packet));
      }
    }
    return bursts;
  }
}
