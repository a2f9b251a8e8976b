// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.can.load;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.emulated.BitRates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up how long the frames of a bus have occupied it, exactly: with their stuff bits and the
 * three bits of intermission after each. Frames that a controller destroyed or sent again are not
 * seen, and so not counted; error frames count as what they are reported in, which is nothing on
 * the wire.
 */
public final class LoadMeter {
  private static final int INTERMISSION = 3;
  private static final double NANOS_PER_SECOND = 1e9;

  private final BitRates rates;
  private final Map<Integer, Share> shares = new HashMap<>();
  private Share total = new Share(0, false);

  /** What one identifier, or the whole bus, has taken since the last report. */
  private static final class Share {
    private final int id;
    private final boolean extended;
    private long frames;
    private long bits;
    private long payloadBits;
    private long busyNanos;

    Share(int id, boolean extended) {
      this.id = id;
      this.extended = extended;
    }

    void add(long frameBits, long framePayloadBits, long nanos) {
      frames++;
      bits += frameBits;
      payloadBits += framePayloadBits;
      busyNanos += nanos;
    }
  }

  /**
   * One identifier's part of a report.
   *
   * @param busy share of the time, 0 to 1
   */
  public record IdLoad(int id, boolean extended, long frames, long bits, double busy) {}

  /**
   * What the bus carried in one stretch of time.
   *
   * @param bits on the wire, those of the data phase of FD included
   * @param payloadBits of these, bits of data
   * @param busy share of the time, 0 to 1
   * @param ids the busiest first; of equals the one that wins arbitration
   */
  public record Report(
      double seconds, long frames, long bits, long payloadBits, double busy, List<IdLoad> ids) {
    public double framesPerSecond() {
      return frames / seconds;
    }
  }

  public LoadMeter(BitRates rates) {
    this.rates = rates;
  }

  /** Counts a frame; makes no objects but for an identifier that is new. */
  public void add(Frame frame) {
    if (frame.isError()) {
      return;
    }
    long count = frame.wireBits();
    long nominal = (count & 0xFFFF_FFFFL) + INTERMISSION;
    long fast = count >>> 32;
    long nanos = rates.nanos(nominal, fast);
    long payload = frame.isRemote() ? 0 : 8L * frame.length();
    total.add(nominal + fast, payload, nanos);
    int key = frame.isExtended() ? frame.id() | Integer.MIN_VALUE : frame.id();
    Share share = shares.get(key);
    if (share == null) {
      share = new Share(frame.id(), frame.isExtended());
      shares.put(key, share);
    }
    share.add(nominal + fast, payload, nanos);
  }

  /**
   * Reports what came since the last report, and begins anew.
   *
   * @param nanos how long that was
   */
  public Report report(long nanos) {
    double span = Math.max(1, nanos);
    List<IdLoad> ids = new ArrayList<>();
    for (Share share : shares.values()) {
      ids.add(
          new IdLoad(share.id, share.extended, share.frames, share.bits, share.busyNanos / span));
    }
    ids.sort(
        Comparator.comparingDouble(IdLoad::busy)
            .reversed()
            .thenComparing(IdLoad::extended)
            .thenComparing(IdLoad::id));
    Share sum = total;
    total = new Share(0, false);
    shares.clear();
    return new Report(
        span / NANOS_PER_SECOND, sum.frames, sum.bits, sum.payloadBits, sum.busyNanos / span, ids);
  }
}
