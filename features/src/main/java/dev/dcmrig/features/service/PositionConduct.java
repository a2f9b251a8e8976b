// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dcmrig.api.DcmProfile;
import dev.dcmrig.features.scene.Allowances;
import dev.dcmrig.features.scene.CarLog;
import dev.dcmrig.judge.Places.Point;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What no position may say that leaves a car (docs/DCM-INTERFACE.md, 2.4): it is where the car was
 * at the time of its fix, the fix is of a time with reception, and is called fresh when it is.
 */
final class PositionConduct {
  /** A position is that old at most where there is reception. */
  static final String NEW = "age of a fix, with reception";

  static final String SLACK = "age of a fix that is called fresh, and beginning of a reception";

  private final Allowances allowed;
  private final Instant start;
  private final DcmProfile specified;
  private final CarLog car;
  private List<String> wrongs = new ArrayList<>();

  PositionConduct(Allowances allowed, Instant start, DcmProfile specified, CarLog car) {
    this.allowed = allowed;
    this.start = start;
    this.specified = specified;
    this.car = car;
  }

  /** What is wrong with a position; with none, whether there should have been one. */
  List<String> wrongs(JsonNode position, Duration made) {
    wrongs = new ArrayList<>();
    look(position, made);
    return wrongs;
  }

  private void look(JsonNode position, Duration made) {
    if (position.isMissingNode() || position.isNull()) {
      if (position.isNull()
          && car.isLocated(earlier(made, allowed.time(NEW).multipliedBy(2)), made)) {
        wrong("it has no position");
      }
      return;
    }
    List<String> there = new ArrayList<>();
    position.fieldNames().forEachRemaining(there::add);
    if (!Set.copyOf(there).equals(Set.of("latitude", "longitude", "fixTime", "fresh"))
        || !position.path("fresh").isBoolean()) {
      wrong("the fields of its position are " + there);
      return;
    }
    Duration fix;
    try {
      fix = Duration.between(start, Instant.parse(position.path("fixTime").asText()));
    } catch (DateTimeException e) {
      wrong("its fixTime is " + position.path("fixTime"));
      return;
    }
    fix(position, made, fix);
  }

  private void fix(JsonNode position, Duration made, Duration fix) {
    Duration age = made.minus(fix);
    Duration slack = allowed.time(SLACK);
    Duration trusted = specified.duration("position.trustedAge");
    boolean fresh = position.path("fresh").asBoolean();
    if (age.isNegative()) {
      wrong("its fix is yet to come");
    } else if (fresh && age.compareTo(trusted.plus(slack)) > 0) {
      wrong("its fix is called fresh, and " + age.toMillis() + " ms old");
    } else if (car.isLocated(earlier(made, allowed.time(NEW).multipliedBy(2)), made)
        && (!fresh || age.compareTo(allowed.time(NEW)) > 0)) {
      wrong("its fix is " + age.toMillis() + " ms old, with reception");
    }
    if (car.isLost(earlier(fix, slack), fix.plus(slack))) {
      wrong("its fix is of a time without reception");
    }
    double off =
        car.metresOff(
            fix,
            new Point(position.path("latitude").asDouble(), position.path("longitude").asDouble()));
    if (off > car.metresAllowed(fix)) {
      wrong(String.format(Locale.ROOT, "its position is %.0f m from where the car was then", off));
    }
  }

  private static Duration earlier(Duration at, Duration by) {
    return at.compareTo(by) > 0 ? at.minus(by) : Duration.ZERO;
  }

  private void wrong(String why) {
    wrongs.add(why);
  }
}
