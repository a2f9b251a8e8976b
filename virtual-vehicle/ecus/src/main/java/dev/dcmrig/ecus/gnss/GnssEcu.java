// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.ecus.gnss;

import static dev.dcmrig.can.binding.DomainValue.DCM_GNSS_REQUEST;
import static dev.dcmrig.can.binding.DomainValue.DIRECTION;
import static dev.dcmrig.can.binding.DomainValue.GNSS_FIX;
import static dev.dcmrig.can.binding.DomainValue.GNSS_SPEED;
import static dev.dcmrig.can.binding.DomainValue.LATITUDE;
import static dev.dcmrig.can.binding.DomainValue.LONGITUDE;

import dev.dcmrig.can.Frame;
import dev.dcmrig.can.binding.DomainValue;
import dev.dcmrig.can.binding.DomainWriter;
import dev.dcmrig.ecus.CyclicEcu;
import dev.dcmrig.ecus.Disturbance;
import dev.dcmrig.ecus.EcuContext;
import dev.dcmrig.sim.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reports where the car is and where it goes; on a sleeping bus once, when the DCM asks for it.
 *
 * <p>Does not simulate: satellites, noise, time to first fix (a fix is back at once), height.
 */
public final class GnssEcu extends CyclicEcu {
  private static final int OFFSET_MILLIS = 7;
  private static final int FULL_TURN_DEGREES = 360;

  /** Where a car stands until somebody says otherwise: Melbourne, Flinders Street. */
  private static final Track START = new Track(-37.8183, 144.9671, 0, 0, 0);

  /** From the DCM's request on a sleeping bus to the answer: 20 ms, of the 50 ms it may take. */
  static final long ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Timer answer;
  private Track track = START;
  private Reception reception = Reception.GOOD;
  private boolean silent;

  public GnssEcu(EcuContext context) {
    super(
        "gnss",
        context,
        OFFSET_MILLIS,
        context.binding().writers(LATITUDE, LONGITUDE, GNSS_FIX, DIRECTION, GNSS_SPEED));
    answer = timeline().timer(() -> guard(this::sendOnceAsleep));
    listenFor(DCM_GNSS_REQUEST);
    reception(Reception.GOOD);
    report();
  }

  /**
   * Puts the car somewhere; it keeps its speed.
   *
   * @param latitude degrees, -90 to 90, north positive
   * @param longitude degrees, -180 to 180, east positive
   * @param courseDegrees clockwise from north, any turn
   */
  public void position(double latitude, double longitude, double courseDegrees) {
    if (!(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180)) {
      throw new IllegalArgumentException(
          "position "
              + latitude
              + ", "
              + longitude
              + ": latitude is -90 to 90, longitude -180 to 180");
    }
    if (!Double.isFinite(courseDegrees)) {
      throw new IllegalArgumentException("course " + courseDegrees + ": give degrees from north");
    }
    double turned = courseDegrees % FULL_TURN_DEGREES;
    double course = turned < 0 ? turned + FULL_TURN_DEGREES : turned;
    track = new Track(latitude, longitude, course, track.speedKmh(), timeline().nowNanos());
    report();
  }

  /** Drives straight on: the position moves with time. */
  public void drive(double speedKmh) {
    if (!(speedKmh >= 0 && speedKmh <= maximum(GNSS_SPEED))) {
      throw new IllegalArgumentException(
          "a speed of " + speedKmh + " km/h: 0 to " + maximum(GNSS_SPEED) + " are possible");
    }
    track = track.continued(track.courseDegrees(), speedKmh, timeline().nowNanos());
    report();
  }

  public void reception(Reception now) {
    // What is known up to this instant is what stands still from here on.
    report();
    reception = now;
    for (DomainValue value : List.of(LATITUDE, LONGITUDE, GNSS_FIX, DIRECTION, GNSS_SPEED)) {
      if (now == Reception.SILENT) {
        disturb(value, Disturbance.SILENT);
      } else if (silent) {
        undisturb(value);
      }
    }
    silent = now == Reception.SILENT;
    set(GNSS_FIX, now == Reception.GOOD ? "FIX_3D" : "NONE");
    report();
  }

  @Override
  protected void received(Frame frame) {
    if ("YES".equals(word(DCM_GNSS_REQUEST, frame)) && isAsleep() && !silent && !answer.isArmed()) {
      answer.armAfter(ANSWER_NANOS);
    }
  }

  @Override
  protected void poweredOff() {
    answer.cancel();
  }

  @Override
  protected boolean beforeSend(DomainWriter writer) {
    if (track.speedKmh() > 0) {
      report();
    }
    return track.speedKmh() > 0 && reception != Reception.LOST && !silent;
  }

  private void report() {
    if (reception == Reception.LOST || silent) {
      return;
    }
    long now = timeline().nowNanos();
    set(LATITUDE, track.latitudeAt(now));
    set(LONGITUDE, track.longitudeAt(now));
    set(DIRECTION, Math.min(track.courseDegrees(), maximum(DIRECTION)));
    set(GNSS_SPEED, track.speedKmh());
  }
}
