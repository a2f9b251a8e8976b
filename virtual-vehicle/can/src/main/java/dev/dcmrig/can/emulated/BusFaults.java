// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.emulated;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every deliberate fault of a bus, in force from the moment it is given to the bus.
 *
 * @param bitErrors frames that are destroyed by a bit error, once each
 * @param disconnected names of nodes whose connector is off: they neither send, receive nor
 *     acknowledge
 * @param stuckDominant CAN-H shorted so that the bus is dominant all the time
 * @param babblingId an 11-bit identifier that a babbling idiot sends without a pause
 */
public record BusFaults(
    List<BitError> bitErrors,
    Set<String> disconnected,
    boolean stuckDominant,
    OptionalInt babblingId) {

  /** A bit error in the {@code nth} transmission (from 1, retransmissions count) of an id. */
  public record BitError(int id, long nth) {}

  public static final BusFaults NONE =
      new BusFaults(List.of(), Set.of(), false, OptionalInt.empty());

  public BusFaults {
    bitErrors = List.copyOf(bitErrors);
    disconnected = Set.copyOf(disconnected);
  }

  public BusFaults withBitError(int id, long nth) {
    List<BitError> more = new ArrayList<>(bitErrors);
    more.add(new BitError(id, nth));
    return new BusFaults(more, disconnected, stuckDominant, babblingId);
  }

  public BusFaults withDisconnected(String node) {
    Set<String> more = new TreeSet<>(disconnected);
    more.add(node);
    return new BusFaults(bitErrors, more, stuckDominant, babblingId);
  }

  public BusFaults withStuckDominant(boolean stuck) {
    return new BusFaults(bitErrors, disconnected, stuck, babblingId);
  }

  public BusFaults withBabbling(int id) {
    return new BusFaults(bitErrors, disconnected, stuckDominant, OptionalInt.of(id));
  }
}
