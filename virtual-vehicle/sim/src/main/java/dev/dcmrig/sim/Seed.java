// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.sim;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * Reproducible randomness: one independent stream for each (seed, scenario, component), so that
 * scenarios that run side by side, or in another order, draw the same numbers.
 */
public final class Seed {
  private final long value;

  private Seed(long value) {
    this.value = value;
  }

  /** The seed that the user gave, for instance with {@code --seed 7}. */
  public static Seed of(long seed) {
    return new Seed(mix(seed));
  }

  /** The seed of a part, named by a fixed text: a scenario, then a component in it. */
  public Seed of(String part) {
    long hash = value;
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      hash = mix(hash ^ b);
    }
    return new Seed(mix(hash ^ part.length()));
  }

  /** A new stream from its beginning. */
  public Stream stream() {
    return new Stream(new SplittableRandom(value));
  }

  /** Finalizer of SplitMix64. */
  private static long mix(long z) {
    z = (z + 0x9E3779B97F4A7C15L);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Numbers and tokens drawn one after the other; belongs to one thread. */
  public static final class Stream {
    private final SplittableRandom random;

    private Stream(SplittableRandom random) {
      this.random = random;
    }

    public long nextLong() {
      return random.nextLong();
    }

    /** From 0 to {@code bound - 1}. */
    public int nextInt(int bound) {
      return random.nextInt(bound);
    }

    /** From 0 (included) to 1 (excluded). */
    public double nextDouble() {
      return random.nextDouble();
    }

    /** Sixteen hexadecimal digits, for tags, branches and Call-IDs. */
    public String token() {
      return HexFormat.of().toHexDigits(random.nextLong());
    }
  }
}
