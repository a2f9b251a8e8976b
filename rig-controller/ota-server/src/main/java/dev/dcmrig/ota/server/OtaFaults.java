// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ota.server;

import dev.dcmrig.ota.ddi.Exchange;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Faults that wait for exchanges with devices: each is used once, in the order of arming. */
public final class OtaFaults {
  /** Of one kind of exchange; nobody waits for more. */
  private static final int MAX_WAITING = 10_000;

  private final Map<Exchange, Queue<OtaFault>> waiting = new EnumMap<>(Exchange.class);

  /** The next exchange of this kind goes wrong so. */
  public synchronized void next(Exchange exchange, OtaFault fault) {
    Queue<OtaFault> queue = waiting.computeIfAbsent(exchange, ignored -> new ArrayDeque<>());
    if (queue.size() >= MAX_WAITING) {
      throw new IllegalStateException(
          MAX_WAITING + " faults wait for " + exchange + ": is there a device that asks?");
    }
    queue.add(fault);
  }

  /** No fault waits any more. */
  public synchronized void clear() {
    waiting.clear();
  }

  synchronized @Nullable OtaFault take(Exchange exchange) {
    Queue<OtaFault> queue = waiting.get(exchange);
    return queue == null ? null : queue.poll();
  }
}
