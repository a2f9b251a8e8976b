// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.call;

import dev.dcmrig.api.DcmProfile;
import dev.dcmrig.api.EmergencyCentre.Call;
import dev.dcmrig.api.EmergencyCentre.CrashData;
import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.evidence.measurement.EvidenceItem;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.features.scene.Allowances;
import dev.dcmrig.features.scene.CarLog;
import dev.dcmrig.judge.Places.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What no DCM may say in a minimum set of data, whatever the scenario is about
 * (docs/DCM-INTERFACE.md, 2.2; EN 15722). Of the calls of one car, in their order:
 *
 * <ol>
 *   <li>VIN, vehicle type, propulsion and format are those of the car; it is no test call.
 *   <li>Identifiers count up by 1 in a call, and go on in the next call of the incident.
 *   <li>The time stamp is that of a press or a crash. It never goes back in a call.
 *   <li>After a press alone the call is a manual one, after a crash alone an automatic one.
 *   <li>Position, trust, direction and passengers are those of the car at that time.
 *   <li>The earlier positions are where the car was then.
 * </ol>
 */
final class DataConduct {
  /** Whole seconds, and from the car to the DCM. */
  static final String STAMP = "time stamp of an MSD";

  /** A position is that old at most where there is reception. */
  static final String AGE = "age of a position, with reception";

  static final String DIRECTION = "direction of an MSD";

  /** Beside what the newest position may be off. */
  static final String EARLIER = "distance of an earlier position";

  private final Allowances allowed;
  private final String vin;
  private final Instant start;
  private final DcmProfile specified;
  private final CarLog car;
  private final List<EvidenceItem> wrongs = new ArrayList<>();

  /** The newest data of the last call that brought some about one incident alone. */
  private @Nullable CrashData newest;

  private DataConduct(
      Allowances allowed, String vin, Instant start, DcmProfile specified, CarLog car) {
    this.allowed = allowed;
    this.vin = vin;
    this.start = start;
    this.specified = specified;
    this.car = car;
  }

  /**
   * What is wrong.
   *
   * @param allowed what is let pass
   * @param start the instant from which the bench's times count
   * @param calls of one car, both ways, in order of time
   */
  static List<EvidenceItem> wrongs(
      Allowances allowed,
      String vin,
      Instant start,
      DcmProfile specified,
      CarLog car,
      List<Call> calls) {
    DataConduct conduct = new DataConduct(allowed, vin, start, specified, car);
    calls.forEach(conduct::look);
    return conduct.wrongs;
  }

  private void look(Call call) {
    @Nullable CrashData before = null;
    for (CrashData data : call.data()) {
      if (before == null) {
        begins(call, data);
      } else {
        goesOn(before, data);
      }
      ofTheCar(data);
      ofTheTime(data);
      before = data;
    }
    List<CrashData> all = call.data();
    if (!all.isEmpty()) {
      // A crash that was told in a call about something else is number 1 in its own.
      CrashData last = all.get(all.size() - 1);
      CrashData first = all.get(0);
      boolean isOfOne =
          first.timestamp().equals(last.timestamp()) && first.automatic() == last.automatic();
      newest = isOfOne ? last : null;
    }
  }

  private void begins(Call call, CrashData data) {
    CrashData last = newest;
    if (call.isCallBack()) {
      return;
    }
    if (last != null
        && last.timestamp().equals(data.timestamp())
        && last.automatic() == data.automatic()
        && data.messageIdentifier() <= last.messageIdentifier()
        && !car.isBooted(last.received(), data.received())) {
      wrong(data, "it has identifier " + data.messageIdentifier() + " once more");
    }
  }

  private void goesOn(CrashData before, CrashData data) {
    // What the centre has refused has no place here; it refuses what tells of a crash while it
    // rings.
    boolean refused = data.automatic() && !before.automatic();
    int due = Math.min(255, before.messageIdentifier() + 1);
    if (refused ? data.messageIdentifier() < due : data.messageIdentifier() != due) {
      wrong(
          data,
          "its identifier is "
              + data.messageIdentifier()
              + ", after "
              + before.messageIdentifier());
    }
    if (data.timestamp().isBefore(before.timestamp())) {
      wrong(data, "its time stamp is before that of the data before");
    }
    if (before.automatic() && !data.automatic()) {
      wrong(data, "it is manual, after automatic ones");
    }
  }

  private void ofTheCar(CrashData data) {
    if (!data.vin().equals(vin)) {
      wrong(data, "its VIN is " + data.vin());
    }
    if (data.testCall()) {
      wrong(data, "it calls itself a test");
    }
    if (data.version() != specified.count("msd.version")
        || data.vehicleType() != specified.count("msd.vehicleType")) {
      wrong(data, "its version is " + data.version() + ", its type " + data.vehicleType());
    }
  }

  private void ofTheTime(CrashData data) {
    Duration told = Duration.between(start, data.timestamp());
    Optional<Duration> press = nearest(car.presses(), told);
    Optional<Duration> crash = nearest(car.crashes(), told);
    if (press.isEmpty() && crash.isEmpty()) {
      wrong(data, "nothing has happened at its time " + data.timestamp());
      return;
    }
    if (data.automatic() ? crash.isEmpty() : press.isEmpty()) {
      wrong(
          data,
          data.automatic() ? "it is automatic, after a press" : "it is manual, after a crash");
      return;
    }
    Duration at = data.automatic() ? crash.orElseThrow() : press.orElseThrow();
    if (!car.isSeats(at, data.passengers())) {
      wrong(data, "its passengers are " + data.passengers().map(String::valueOf).orElse("unknown"));
    }
    where(data, at);
  }

  private void where(CrashData data, Duration at) {
    Duration age = allowed.time(AGE);
    Duration since = earlier(at, age.multipliedBy(2));
    double degrees = allowed.number(DIRECTION, Unit.DEGREE);
    if (car.isLocated(since, at.plus(age)) && !car.isBooted(since, at)) {
      if (!data.trusted()) {
        wrong(data, "its position is not trusted, with reception");
      }
      double off = car.metresOff(at, point(data.position()));
      if (off > car.metresAllowed(at)) {
        wrong(
            data, String.format(Locale.ROOT, "its position is %.0f m from where the car was", off));
      }
      if (!data.direction().map(told -> car.isCourse(at, told, degrees)).orElse(false)) {
        wrong(data, "its direction is " + data.direction().map(String::valueOf).orElse("unknown"));
      }
      recent(data, at);
    } else if (data.trusted() && car.isLost(earlier(at, trustedAge().plus(age)), at)) {
      wrong(data, "its position is trusted, without reception");
    }
  }

  private Duration trustedAge() {
    return specified.duration("position.trustedAge");
  }

  private void recent(CrashData data, Duration at) {
    Duration step = specified.duration("position.recent");
    Duration since = earlier(at, step.multipliedBy(2).plus(allowed.time(AGE).multipliedBy(2)));
    if (car.isMoved(since, at) || !car.isLocated(since, at) || car.isBooted(since, at)) {
      return;
    }
    for (int index = 0; index < data.recent().size(); index++) {
      Duration then = earlier(at, step.multipliedBy(index + 1L));
      double off = car.metresOff(then, point(data.recent().get(index)));
      if (off > car.metresAllowed(then) + allowed.number(EARLIER, Unit.METRE)) {
        wrong(
            data,
            String.format(
                Locale.ROOT, "its position N%d is %.0f m from where the car was", index + 1, off));
      }
    }
  }

  private Optional<Duration> nearest(List<Duration> all, Duration told) {
    Duration near = allowed.time(STAMP);
    return all.stream()
        .filter(at -> at.minus(told).abs().compareTo(near) <= 0)
        .min((a, b) -> a.minus(told).abs().compareTo(b.minus(told).abs()));
  }

  private static Duration earlier(Duration at, Duration by) {
    return at.compareTo(by) > 0 ? at.minus(by) : Duration.ZERO;
  }

  private static Point point(Place place) {
    return new Point(place.latitude(), place.longitude());
  }

  private void wrong(CrashData data, String why) {
    wrongs.add(
        new EvidenceItem(
            "sip",
            data.received().toNanos(),
            "MSD " + data.messageIdentifier() + " of " + data.vin() + ": " + why));
  }

  /** Calls of one car, both ways. */
  static List<Call> of(Stream<Call> calls, String vin) {
    return calls.filter(call -> call.vin().equals(vin)).toList();
  }
}
