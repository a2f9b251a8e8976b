// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features.scene;

import dev.dcmrig.api.Bench;
import dev.dcmrig.api.Observations.Observation;
import dev.dcmrig.evidence.Subject;
import dev.dcmrig.evidence.measurement.Unit;
import dev.dcmrig.judge.Places;
import dev.dcmrig.judge.Places.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has happened to one car, as the bench's notebook has it: what a DCM says of its car is held
 * against that. Nothing here comes from the DCM.
 */
public final class CarLog {
  /** What an event of the car needs until it stands in a frame, and the DCM has looked at it. */
  public static final String UNDER_WAY = "age of what the DCM knows of its car";

  /** Of a place where the car stands. */
  public static final String OFF = "distance from where the car is";

  /** How long the voltage is anything while the engine is cranked. */
  private static final Duration CRANKING = Duration.ofSeconds(10);

  /** Below this the ECUs are silent (docs/DCM-INTERFACE.md, 1). */
  private static final double SILENT_BELOW_VOLTS = 6.0;

  private static final double HEALTHY_VOLTS = 12.6;
  private static final double METRES_PER_DEGREE = 111_195;
  private static final double KMH_PER_METRE_PER_SECOND = 3.6;

  /** Where the car stands until somebody says otherwise. */
  private static final Leg START = new Leg(Duration.ZERO, -37.8183, 144.9671, 0, 0);

  private final Allowances allowed;
  private final Duration sosHold;
  private final double impactThreshold;
  private final Held<Double> volts = new Held<>(HEALTHY_VOLTS);
  private final Held<Leg> way = new Held<>(START);
  private final Held<Boolean> received = new Held<>(true);
  private final Held<Boolean> antenna = new Held<>(true);
  private final Held<Optional<Integer>> seats = new Held<>(Optional.of(1));
  private final Held<String> ignition = new Held<>("OFF");
  private final List<Duration> turned = new ArrayList<>();
  private final List<Duration> boots = new ArrayList<>();
  private final List<Duration> resets = new ArrayList<>();
  private final List<Duration> presses = new ArrayList<>();
  private final List<Duration> crashes = new ArrayList<>();
  private boolean disturbed;
  private boolean updated;

  /** From a place on, straight on. */
  private record Leg(
      Duration from, double latitude, double longitude, double course, double speedKmh) {
    Point at(Duration instant) {
      double metres = metres(instant);
      double turn = Math.toRadians(course);
      return new Point(
          latitude + metres * Math.cos(turn) / METRES_PER_DEGREE,
          longitude
              + metres * Math.sin(turn) / (METRES_PER_DEGREE * Math.cos(Math.toRadians(latitude))));
    }

    double metres(Duration instant) {
      Duration driven = instant.compareTo(from) > 0 ? instant.minus(from) : Duration.ZERO;
      return speedKmh / KMH_PER_METRE_PER_SECOND * Declared.seconds(driven);
    }
  }

  private CarLog(Allowances allowed, Duration sosHold, double impactThreshold) {
    this.allowed = allowed;
    this.sosHold = sosHold;
    this.impactThreshold = impactThreshold;
  }

  /**
   * Of one car of a bench, up to now.
   *
   * @param allowed by {@link #UNDER_WAY} and {@link #OFF}, where it is asked what the car did
   */
  public static CarLog of(Bench bench, String vin, Allowances allowed) {
    CarLog log =
        new CarLog(
            allowed,
            bench.specification().duration("sos.holdTime"),
            bench.specification().number("acn.impactThreshold"));
    String first = bench.dut().vin();
    bench.observations().all().stream()
        .filter(seen -> seen.source() == Subject.RIG)
        .filter(seen -> seen.details().getOrDefault("vin", first).equals(vin))
        .forEach(log::read);
    log.updated =
        bench.radioLink().http().stream()
            .anyMatch(each -> each.vin().equals(vin) && each.path().contains(Traffic.UPDATES));
    return log;
  }

  private void read(Observation seen) {
    Duration at = seen.at();
    Map<String, String> details = seen.details();
    switch (seen.kind()) {
      case "vehicle.ignition" -> {
        turned.add(at);
        ignition.from(at, details.getOrDefault("position", ""));
      }
      case "vehicle.sosButton.pressed" -> presses.add(at.plus(sosHold));
      case "sosSwitch" -> {
        if (details.getOrDefault("pressed", "").equals("true")) {
          presses.add(at.plus(sosHold));
        }
      }
      case "vehicle.airbag.deployed", "vehicle.crash" -> crashes.add(at);
      case "vehicle.impact" -> {
        if (number(details, "peak") >= impactThreshold) {
          crashes.add(at);
        }
      }
      case "vehicle.occupants" ->
          seats.from(at, Optional.of(Integer.parseInt(details.getOrDefault("count", "0"))));
      case "vehicle.occupants.unknown" -> seats.from(at, Optional.empty());
      case "vehicle.position" -> placed(at, details);
      case "vehicle.drive" -> drives(at, number(details, "speed"));
      case "vehicle.gnss" ->
          received.from(at, details.getOrDefault("reception", "").equals("GOOD"));
      case "vehicle.battery", "vehicle.battery.reconnected" ->
          supplied(at, number(details, "voltage"));
      case "vehicle.battery.disconnected" -> supplied(at, 0);
      case "vehicle.crank" -> {
        double before = volts.at(at);
        volts.from(at, Double.NaN);
        volts.from(at.plus(CRANKING), before);
      }
      case "vehicle.disturbance" -> disturbed = true;
      case "fault.injected", "fault.cleared" -> {
        if (details.getOrDefault("item", "").equals("GNSS")) {
          antenna.from(at, seen.kind().equals("fault.cleared"));
        }
      }
      case "dut.reset" -> {
        boots.add(at);
        resets.add(at);
      }
      case "tester.asks" -> {
        if (details.getOrDefault("request", "").startsWith("11")) {
          boots.add(at);
        }
      }
      default -> {
        // Nothing that a message could tell of.
      }
    }
  }

  private void placed(Duration at, Map<String, String> details) {
    way.from(
        at,
        new Leg(
            at,
            number(details, "latitude"),
            number(details, "longitude"),
            number(details, "course"),
            way.at(at).speedKmh));
  }

  private void drives(Duration at, double speedKmh) {
    Leg before = way.at(at);
    Point here = before.at(at);
    way.from(at, new Leg(at, here.latitude(), here.longitude(), before.course, speedKmh));
  }

  private void supplied(Duration at, double now) {
    if (now < SILENT_BELOW_VOLTS || volts.at(at) < SILENT_BELOW_VOLTS) {
      boots.add(at);
    }
    volts.from(at, now);
  }

  private static double number(Map<String, String> details, String key) {
    return Double.parseDouble(details.getOrDefault(key, "0").replaceFirst(" .*", ""));
  }

  /** What the DCM knows of now was so at some time of this span. */
  private Duration before(Duration at) {
    Duration underWay = allowed.time(UNDER_WAY);
    return at.compareTo(underWay) > 0 ? at.minus(underWay) : Duration.ZERO;
  }

  /** Whether a voltage that is told at an instant is the car's. */
  public boolean isVoltage(Duration at, double told, double tolerance) {
    return volts.over(before(at), at).stream()
        .anyMatch(each -> each.isNaN() || Math.abs(each - told) <= tolerance);
  }

  /** The same of a voltage on the bus, whose ECUs are silent without a battery. */
  public boolean isVoltageOnBus(Duration at, double told, double tolerance) {
    return isWithoutBus(at) || isVoltage(at, told, tolerance);
  }

  private boolean isWithoutBus(Duration at) {
    return volts.over(before(at), at).stream().anyMatch(each -> each < SILENT_BELOW_VOLTS);
  }

  /** Whether the main battery supplies the car at an instant. */
  public boolean isSupplied(Duration at) {
    return volts.at(at) >= SILENT_BELOW_VOLTS || volts.at(at).isNaN();
  }

  /** Whether a speed that is told at an instant is the car's. */
  public boolean isSpeed(Duration at, double told, double tolerance) {
    return isWithoutBus(at)
        || way.over(before(at), at).stream()
            .anyMatch(each -> Math.abs(each.speedKmh - told) <= tolerance);
  }

  /** How far a place is from where the car was at an instant, or just before it; metres. */
  public double metresOff(Duration at, Point told) {
    Duration earlier = before(at);
    return way.over(earlier, at).stream()
        .mapToDouble(
            leg -> Math.min(Places.metres(told, leg.at(earlier)), Places.metres(told, leg.at(at))))
        .min()
        .orElse(0);
  }

  /**
   * How far off it may be: as far as the car drives until the DCM knows it, and what is allowed.
   */
  public double metresAllowed(Duration at) {
    Leg leg = way.at(at);
    double aside = leg.metres(at) / 100;
    double driven =
        leg.speedKmh / KMH_PER_METRE_PER_SECOND * Declared.seconds(allowed.time(UNDER_WAY));
    return allowed.number(OFF, Unit.METRE) + aside + driven;
  }

  /** Whether the car was put to another place in a span: what was before is far away then. */
  public boolean isMoved(Duration from, Duration to) {
    return way.over(from, to).size() > 1;
  }

  /** Courses of the car just before an instant, in degrees. */
  public boolean isCourse(Duration at, double told, double tolerance) {
    return way.over(before(at), at).stream()
        .map(leg -> Math.abs(leg.course - told) % 360)
        .anyMatch(turn -> Math.min(turn, 360 - turn) <= tolerance);
  }

  public boolean isSeats(Duration at, Optional<Integer> told) {
    return disturbed || seats.over(before(at), at).contains(told);
  }

  /** Whether the DCM could know where it is, all the time of a span. */
  public boolean isLocated(Duration from, Duration to) {
    return !disturbed
        && received.over(from, to).stream().allMatch(each -> each)
        && antenna.over(from, to).stream().allMatch(each -> each)
        && volts.over(from, to).stream().noneMatch(each -> each < SILENT_BELOW_VOLTS);
  }

  /** Whether it could not, all the time of a span. */
  public boolean isLost(Duration from, Duration to) {
    return received.over(from, to).stream().noneMatch(each -> each)
        || antenna.over(from, to).stream().noneMatch(each -> each);
  }

  /** Whether a message of the bus was disturbed at some time. */
  public boolean isDisturbed() {
    return disturbed;
  }

  /** Whether the ignition was at one of these positions, all the time of a span. */
  public boolean isIgnition(Duration from, Duration to, List<String> positions) {
    return positions.containsAll(ignition.over(from, to));
  }

  /** Whether the DCM has begun anew in a span, or may have: an update does so by itself. */
  public boolean isBooted(Duration from, Duration to) {
    return updated || isAny(boots, from, to);
  }

  private static boolean isAny(List<Duration> all, Duration from, Duration to) {
    return all.stream().anyMatch(at -> at.compareTo(from) >= 0 && at.compareTo(to) <= 0);
  }

  /** When the DCM was reset last before an instant. */
  public Optional<Duration> lastReset(Duration at) {
    return resets.stream().filter(each -> each.compareTo(at) < 0).max(Duration::compareTo);
  }

  /** Whether the DCM has begun anew in a span, or the ignition was turned, which begins a test. */
  public boolean isBegun(Duration from, Duration to) {
    return isBooted(from, to) || isAny(turned, from, to);
  }

  /** Whether an update has been asked for: it restarts the DCM when it wants to. */
  public boolean isUpdated() {
    return updated;
  }

  /** Instants at which the SOS button had been held for its hold time. */
  public List<Duration> presses() {
    return List.copyOf(presses);
  }

  /** Instants of crashes: an airbag, or an impact at the threshold or above. */
  public List<Duration> crashes() {
    return List.copyOf(crashes);
  }
}
