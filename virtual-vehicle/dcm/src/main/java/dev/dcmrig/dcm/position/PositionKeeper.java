// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.dcm.position;

import static dev.dcmrig.can.binding.DomainValue.DIRECTION;
import static dev.dcmrig.can.binding.DomainValue.GNSS_FIX;
import static dev.dcmrig.can.binding.DomainValue.LATITUDE;
import static dev.dcmrig.can.binding.DomainValue.LONGITUDE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.dcmrig.can.binding.DomainReader;
import dev.dcmrig.dcm.core.DcmContext;
import dev.dcmrig.dcm.core.DcmService;
import dev.dcmrig.ecall.msd.Msd;
import dev.dcmrig.sim.Timer;
import dev.dcmrig.sim.pins.Condition;
import dev.dcmrig.sim.pins.Line;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last known position and those before it, sampled once a second while there is a fix (ACN-09,
 * ACN-13). The position survives a reset; the track does not.
 */
public final class PositionKeeper implements DcmService {
  private static final String MEMORY = "position.last";
  private static final int TRACK_SECONDS = 32;
  private static final long SAMPLE_NANOS = 1_000_000_000L;
  private static final BigDecimal MAS_PER_DEGREE = BigDecimal.valueOf(3_600_000);

  /** Milliarcseconds and when; direction in steps of 2 degrees. */
  private record Fix(long atNanos, int latitudeMas, int longitudeMas, int direction) {}

  private final DcmContext dcm;
  private final PositionSettings settings;
  private final PositionRules rules;
  private final Timer sampling;
  private final @Nullable Fix[] track = new Fix[TRACK_SECONDS];
  private int next;
  private @Nullable Fix last;

  public PositionKeeper(DcmContext dcm, PositionSettings settings, PositionRules rules) {
    this.dcm = dcm;
    this.settings = settings;
    this.rules = rules;
    this.sampling = dcm.timeline().timer(this::sampleOnceASecond);
  }

  /** After a reset: the last position is known, what was before it is not. */
  @Override
  public void boot() {
    Arrays.fill(track, null);
    next = 0;
    last = null;
    dcm.memory().get(MEMORY).ifPresent(this::restore);
    wake();
  }

  @Override
  public void stop() {
    sampling.cancel();
    persist();
  }

  @Override
  public void sleep() {
    sampling.cancel();
  }

  @Override
  public void wake() {
    sampling.armAfter(SAMPLE_NANOS);
  }

  private void sampleOnceASecond() {
    sampling.armAfter(SAMPLE_NANOS);
    sample();
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
        || age(reader.receivedNanos(GNSS_FIX)) > settings.trustedAge().toNanos()
        || age(measuredNanos()) > settings.trustedAge().toNanos()
        || dcm.pins().condition(Line.GNSS_ANTENNA) != Condition.OK) {
      return;
    }
    Fix fix =
        new Fix(
            // As old as its frame, not as this look at it: it must not seem fresher than it is.
            measuredNanos(),
            rules.latitudeMas(Msd.masOfDegrees(reader.number(LATITUDE))),
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
  public JsonNode toJson() {
    sample();
    persist();
    Fix fix = last;
    if (fix == null) {
      return NullNode.getInstance();
    }
    boolean fresh =
        age(fix.atNanos) <= settings.trustedAge().toNanos()
            && dcm.pins().condition(Line.GNSS_ANTENNA) == Condition.OK;
    long atNanos = rules.fixTimeNanos(fix.atNanos, dcm.timeline().nowNanos());
    return JsonNodeFactory.instance
        .objectNode()
        .put("latitude", degrees(fix.latitudeMas))
        .put("longitude", degrees(fix.longitudeMas))
        .put("fixTime", dcm.timeline().epoch().plusNanos(atNanos).toString())
        .put("fresh", rules.isCalledFresh(fresh));
  }

  /** To six places, which is 11 cm. */
  private static BigDecimal degrees(int mas) {
    return BigDecimal.valueOf(mas).divide(MAS_PER_DEGREE, 6, RoundingMode.HALF_UP);
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
    long step = settings.recent().toNanos();
    boolean trusted = age(here.atNanos) <= settings.trustedAge().toNanos();
    Fix n1 = before(here.atNanos - step, here);
    Fix n2 = before(here.atNanos - 2 * step, n1);
    return new Whereabouts(
        here.latitudeMas,
        here.longitudeMas,
        here.direction,
        rules.isTrusted(trusted),
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
