// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.can.binding.DomainWriter;
import dev.dcmrig.can.binding.VehicleBinding;
import dev.dcmrig.sim.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The messages that one ECU sends in their cycles, and which of them carries a value. */
final class EcuMessages {
  /** Between the phases of two messages of one ECU. */
  private static final long SPACING_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private final String ecu;
  private final VehicleBinding binding;
  private final List<CyclicMessage> all = new ArrayList<>();

  /** Whether a tester has switched them off. */
  private boolean quiet;

  /**
   * @param offsetMillis phase of the first one
   */
  EcuMessages(
      CyclicEcu ecu,
      VehicleBinding binding,
      Timeline timeline,
      int offsetMillis,
      List<DomainWriter> writers) {
    this.ecu = ecu.name();
    this.binding = binding;
    long offsetNanos = TimeUnit.MILLISECONDS.toNanos(offsetMillis);
    for (int i = 0; i < writers.size(); i++) {
      all.add(new CyclicMessage(ecu, timeline, writers.get(i), offsetNanos + i * SPACING_NANOS));
    }
  }

  /** They begin anew, with their counters at 0; what a tester has switched off is on again. */
  void begin(long earliestNanos, @Nullable String refusal) {
    quiet = false;
    for (CyclicMessage message : all) {
      message.writer().reset();
      message.resume(earliestNanos, refusal);
    }
  }

  void pause() {
    all.forEach(CyclicMessage::pause);
  }

  /** A tester switches them off, or on again; their counters go on. */
  void quiet(boolean wanted, long nowNanos) {
    if (wanted && !quiet) {
      all.forEach(CyclicMessage::hush);
    } else if (!wanted && quiet) {
      all.forEach(message -> message.speak(nowNanos));
    }
    quiet = wanted;
  }

  void sendOnce() {
    all.forEach(CyclicMessage::sendByTimeline);
  }

  List<CyclicSending> sendings() {
    return all.stream().map(CyclicMessage::sending).toList();
  }

  boolean carries(DomainValue value) {
    return all.stream().anyMatch(message -> message.writer().carries(value));
  }

  /**
   * The message that carries a value.
   *
   * @throws IllegalArgumentException if this ECU sends none
   */
  CyclicMessage with(DomainValue value) {
    for (CyclicMessage message : all) {
      if (message.writer().carries(value)) {
        return message;
      }
    }
    binding.signal(value);
    throw new IllegalArgumentException("ECU " + ecu + " sends no message with " + value.key());
  }
}
