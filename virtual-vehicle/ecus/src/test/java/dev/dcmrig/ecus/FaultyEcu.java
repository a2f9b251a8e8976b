// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus;

import dev.dcmrig.can.binding.DomainWriter;

/** Sends the first message of the restbus until its software fails. */
public final class FaultyEcu extends CyclicEcu {
  private final long failsAtNanos;

  public FaultyEcu(EcuContext context, long failsAtMillis) {
    super(
        "faulty",
        context,
        0,
        java.util.List.of(context.binding().writer(context.binding().dbc().message("GnssStatus"))));
    this.failsAtNanos = failsAtMillis * 1_000_000;
  }

  @Override
  protected boolean beforeSend(DomainWriter writer) {
    if (timeline().nowNanos() >= failsAtNanos) {
      throw new ArithmeticException("division by zero in the seat heater");
    }
    return false;
  }
}
