// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.bench.driver;

import dev.dcmrig.can.BusHealth;
import java.util.ArrayList;
import java.util.List;

/** Why a bench that has lost frames can't judge, in words. */
public final class BusLosses {

  private BusLosses() {}

  /** One sentence, with each kind of loss and what to look at. */
  public static String sentence(String uri, BusHealth health) {
    List<String> parts = new ArrayList<>();
    part(
        parts,
        health.droppedByKernel(),
        "dropped by the kernel: the receive buffer was full; is this machine too busy, or is"
            + " net.core.rmem_max too small?");
    part(parts, health.droppedByController(), "reported as an overflow of the adapter itself");
    part(parts, health.overrun(), "read, and not taken by the bench in time");
    part(parts, health.malformed(), "cut off or malformed");
    part(
        parts,
        health.unsent(),
        "not sent: the way out stayed blocked; is anybody on the bus to acknowledge?");
    part(
        parts,
        health.lostOnTheWay(),
        "datagrams lost on the way; is this machine too busy, or is net.core.rmem_max too small?");
    part(
        parts,
        health.outOfOrder(),
        "datagrams that came after a later one or twice, by their sequence numbers");
    return "the bench lost "
        + health.lost()
        + (health.lost() == 1 ? " frame on " : " frames on ")
        + uri
        + " ("
        + String.join("; ", parts)
        + "); what it saw proves nothing";
  }

  private static void part(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add(count + " " + what);
    }
  }
}
