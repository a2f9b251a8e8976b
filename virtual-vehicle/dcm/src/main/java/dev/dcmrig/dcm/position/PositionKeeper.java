// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.position;

import static dev.dcmrig.can.binding.DomainValue.DIRECTION;
import static dev.dcmrig.can.binding.DomainValue.GNSS_FIX;
import static dev.dcmrig.can.binding.DomainValue.LATITUDE;
import static dev.dcmrig.can.binding.DomainValue.LONGITUDE;

import dev.dcmrig.can.binding.DomainReader;
import dev.dcmrig.dcm.DcmContext;
import dev.dcmrig.ecall.msd.Msd;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Line;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The last known position and those before it, sampled once a second while there is a fix (ACN-09,
 * ACN-13). The position survives a reset; the track does not.
 */
public final class PositionKeeper {
  private static final String MEMORY = "position.last";
  private static final int TRACK_SECONDS = 32;
  private static final double MAS_PER_DEGREE = 3_600_000;

  /** Milliarcseconds and when; direction in steps of 2 degrees. */
  private record Fix(long atNanos, int latitudeMas, int longitudeMas, int direction) {}

  private final DcmContext dcm;
  private final @Nullable Fix[] track = new Fix[TRACK_SECONDS];
  private int next;
  private @Nullable Fix last;

  public PositionKeeper(DcmContext dcm) {
    this.dcm = dcm;
  }

  /** After a reset: the last position is known, what was before it is not. */
  public void boot() {
    Arrays.fill(track, null);
    next = 0;
    last = null;
    dcm.memory().get(MEMORY).ifPresent(this::restore);
  }

  private void restore(String text) {
    String[] parts = text.split(" ");
    last =
        new Fix(
            Long.parseLong(parts[0]),
            Integer.parseInt(parts[1]),
            Integer.parseInt(parts[2]),
            Integer.parseInt(parts[3]));
  }

  /** Takes the present position into the track, if there is a fix. Once a second, and at need. */
  public void sample() {
    DomainReader reader = dcm.reader();
    if (!reader.has(GNSS_FIX)
        || !reader.has(LATITUDE)
        || !reader.has(LONGITUDE)
        || reader.word(GNSS_FIX).equals("NONE")
        || age(reader.receivedNanos(GNSS_FIX)) > dcm.settings().nanos("position.trustedAge")
        || age(measuredNanos()) > dcm.settings().nanos("position.trustedAge")
        || dcm.pins().condition(Line.GNSS_ANTENNA) != Condition.OK) {
      return;
    }
    int sign = dcm.has("position-sign-flipped") ? -1 : 1;
    Fix fix =
        new Fix(
            // As old as its frame, not as this look at it: it must not seem fresher than it is.
            measuredNanos(),
            sign * Msd.masOfDegrees(reader.number(LATITUDE)),
            Msd.masOfDegrees(reader.number(LONGITUDE)),
            reader.has(DIRECTION)
                ? Msd.directionOfDegrees(reader.number(DIRECTION))
                : Msd.DIRECTION_UNKNOWN);
    last = fix;
    track[next] = fix;
    next = (next + 1) % TRACK_SECONDS;
  }

  /** When the older of latitude and longitude came: a position is no younger than its halves. */
  private long measuredNanos() {
    return Math.min(dcm.reader().receivedNanos(LATITUDE), dcm.reader().receivedNanos(LONGITUDE));
  }

  /** Writes the last position where a reset doesn't reach it. */
  public void persist() {
    Fix fix = last;
    if (fix != null) {
      dcm.memory()
          .put(
              MEMORY,
              fix.atNanos + " " + fix.latitudeMas + " " + fix.longitudeMas + " " + fix.direction);
    }
  }

  /** Whether there ever was a fix. */
  public boolean isKnown() {
    sample();
    return last != null;
  }

  /**
   * The position as the telematics service wants it (docs/DCM-INTERFACE.md, 2.4): {@code null}, or
   * degrees with the time of the fix, and whether that is fresh (SVT-14).
   */
  public String toJson() {
    sample();
    persist();
    Fix fix = last;
    if (fix == null) {
      return "null";
    }
    boolean fresh =
        (age(fix.atNanos) <= dcm.settings().nanos("position.trustedAge")
                && dcm.pins().condition(Line.GNSS_ANTENNA) == Condition.OK)
            || dcm.has("svt-old-fix-sent-as-fresh");
    long atNanos =
        dcm.has("svt-fresh-time-stamp-on-old-fix") ? dcm.timeline().nowNanos() : fix.atNanos;
    return String.format(
        Locale.ROOT,
        "{\"latitude\":%.6f,\"longitude\":%.6f,\"fixTime\":\"%s\",\"fresh\":%b}",
        fix.latitudeMas / MAS_PER_DEGREE,
        fix.longitudeMas / MAS_PER_DEGREE,
        dcm.timeline().epoch().plusNanos(atNanos),
        fresh);
  }

  private long age(long nanos) {
    return dcm.timeline().nowNanos() - nanos;
  }

  /** Where the car is now, and was 5 s and 10 s before, as far as that is known. */
  public Whereabouts now() {
    sample();
    persist();
    Fix here = last;
    if (here == null) {
      return Whereabouts.UNKNOWN;
    }
    long step = dcm.settings().nanos("position.recent");
    boolean trusted = age(here.atNanos) <= dcm.settings().nanos("position.trustedAge");
    Fix n1 = before(here.atNanos - step, here);
    Fix n2 = before(here.atNanos - 2 * step, n1);
    return new Whereabouts(
        here.latitudeMas,
        here.longitudeMas,
        here.direction,
        trusted || dcm.has("acn-untrusted-flag-missing"),
        n1.latitudeMas,
        n1.longitudeMas,
        n2.latitudeMas,
        n2.longitudeMas);
  }

  /** The newest fix that is not younger than {@code atNanos}; the oldest there is otherwise. */
  private Fix before(long atNanos, Fix otherwise) {
    Fix best = null;
    Fix oldest = otherwise;
    for (Fix fix : track) {
      if (fix == null) {
        continue;
      }
      if (fix.atNanos <= atNanos && (best == null || fix.atNanos > best.atNanos)) {
        best = fix;
      }
      if (fix.atNanos < oldest.atNanos) {
        oldest = fix;
      }
    }
    return best != null ? best : oldest;
  }
}
