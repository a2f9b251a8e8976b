// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.qualify.fault;

import dev.dcmrig.sim.Seed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A seeded, weighted sample without repetition (Efraimidis and Spirakis 2006, algorithm A). A
 * fault's lot follows from the seed and its own id: the lots of others don't move when code comes
 * or goes.
 */
public final class Sample {
  private Sample() {}

  /** A part of a sample, for several machines: shard {@code index} of {@code count}, from 1. */
  public record Shard(int index, int count) {

    /** All of it. */
    public static final Shard WHOLE = new Shard(1, 1);

    public Shard {
      if (count < 1 || index < 1 || index > count) {
        throw new IllegalArgumentException(
            "shard " + index + "/" + count + ": from 1/" + count + " to " + count + "/" + count);
      }
    }
  }

  private record Lot(Fault fault, double key) {}

  /**
   * Draws.
   *
   * @param size how many; where there are fewer, all of them
   * @param weight of a fault; one of weight 0 is drawn last
   * @return in the order of their lots
   */
  public static List<Fault> of(
      List<Fault> all, int size, long seed, ToDoubleFunction<Fault> weight) {
    Seed seeds = Seed.of(seed).of("qualification");
    List<Lot> lots = new ArrayList<>();
    for (Fault fault : all) {
      double drawn = seeds.of(fault.id()).stream().nextDouble();
      double heavy = weight.applyAsDouble(fault);
      lots.add(new Lot(fault, heavy <= 0 ? drawn - 1 : Math.pow(drawn, 1 / heavy)));
    }
    lots.sort(
        Comparator.comparingDouble(Lot::key).reversed().thenComparing(lot -> lot.fault().id()));
    return lots.stream().limit(size).map(Lot::fault).toList();
  }

  /** Every n-th of a sample. */
  public static List<Fault> part(List<Fault> sample, Shard shard) {
    List<Fault> part = new ArrayList<>();
    for (int i = shard.index() - 1; i < sample.size(); i += shard.count()) {
      part.add(sample.get(i));
    }
    return List.copyOf(part);
  }
}
