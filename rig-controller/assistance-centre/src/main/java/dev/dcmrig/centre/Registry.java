// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.centre;

import dev.dcmrig.sim.Timeline;
import dev.dcmrig.sim.Timer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which vehicle can be called back, over which connection, and until when: a binding ends with its
 * connection, with {@code Expires: 0}, or when its time has run out (RFC 3261 10.3).
 */
final class Registry {
  private final Timeline timeline;

  /** By VIN: one binding a vehicle, so as many as the bench has cars. */
  private final Map<String, Binding> bindings = new HashMap<>();

  private record Binding(CentreLine line, Timer expiry) {}

  Registry(Timeline timeline) {
    this.timeline = timeline;
  }

  /** Takes a binding for so many seconds in place of the one before; 0 takes it back. */
  void bind(CentreLine line, long seconds) {
    drop(bindings.remove(line.vin()));
    if (seconds > 0) {
      String vin = line.vin();
      Timer expiry = timeline.timer(() -> bindings.remove(vin));
      bindings.put(vin, new Binding(line, expiry));
      expiry.armAfter(TimeUnit.SECONDS.toNanos(seconds));
    }
  }

  /** A connection is gone, and the binding over it with it. */
  void closed(CentreLine line) {
    Binding binding = bindings.get(line.vin());
    if (binding != null && binding.line().equals(line)) {
      bindings.remove(line.vin());
      drop(binding);
    }
  }

  private static void drop(@Nullable Binding binding) {
    if (binding != null) {
      binding.expiry().cancel();
    }
  }

  /** The connection to a vehicle; null when it is not registered. */
  @Nullable CentreLine lineTo(String vin) {
    Binding binding = bindings.get(vin);
    return binding == null ? null : binding.line();
  }
}
