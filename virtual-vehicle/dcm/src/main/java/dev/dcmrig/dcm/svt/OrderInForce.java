// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.svt;

import dev.dcmrig.dcm.core.NonVolatileMemory;
import dev.dcmrig.dcm.orders.Order;
import java.util.Optional;

/** The order that a DCM is tracked by, and its reports so far; kept over resets (SVT-08). */
final class OrderInForce {
  /** Its sequence, then its id. */
  private static final String ORDER = "svt.order";

  /** The number of its last report. */
  private static final String REPORTS = "svt.reports";

  private final NonVolatileMemory memory;

  OrderInForce(NonVolatileMemory memory) {
    this.memory = memory;
  }

  boolean isThere() {
    return name().isPresent();
  }

  /** Sequence and id. */
  Optional<String> name() {
    return memory.get(ORDER);
  }

  boolean is(Order order) {
    return name().filter(name -> name.endsWith(" " + order.id())).isPresent();
  }

  /** Its id; empty without one. */
  String id() {
    return name().map(name -> name.substring(name.indexOf(' ') + 1)).orElse("");
  }

  /** The same order, signed anew: its reports go on. */
  void renew(Order order) {
    memory.put(ORDER, order.name());
  }

  /** Another order: its reports begin. */
  void begin(Order order) {
    memory.put(ORDER, order.name());
    memory.remove(REPORTS);
  }

  void end() {
    memory.remove(ORDER);
    memory.remove(REPORTS);
  }

  /** What a DCM does that keeps no order without power: its reports would still go on. */
  void lose() {
    memory.remove(ORDER);
  }

  /** How many reports it has brought. */
  int reports() {
    return memory.get(REPORTS).map(Integer::parseInt).orElse(0);
  }

  /** Counts a report; the first is number 1. */
  int nextReport() {
    int number = 1 + reports();
    memory.put(REPORTS, Integer.toString(number));
    return number;
  }
}
