// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import static dev.dcmrig.features.Evidence.BEGAN;
import static dev.dcmrig.features.Evidence.NEVER;
import static dev.dcmrig.features.Evidence.PLACE;
import static dev.dcmrig.features.Evidence.north;

import dev.dcmrig.api.EmergencyCentre.Place;
import dev.dcmrig.features.Evidence.Msd;
import dev.dcmrig.features.call.DataChecks;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Cases of {@link DataChecks}. */
final class DataReds {
  private DataReds() {}

  static Stream<Reds> all() {
    return Stream.of(
        kind(), position(), earlier(), direction(), passengers(), number(), stamp(), messages());
  }

  private static Msd msd(Evidence e) {
    return e.calls.get(0).msds.get(0);
  }

  private static Consumer<Evidence> change(Consumer<Msd> of) {
    return e -> of.accept(msd(e));
  }

  /** One call with one MSD, and the step at 13 s. */
  private static Reds of(String name, Consumer<Msd> good, Consumer<Play> step) {
    return Reds.of(
        name,
        e -> {
          e.call(10.5, 12, NEVER);
          good.accept(msd(e));
        },
        p -> {
          p.event(10).until(13);
          step.accept(p);
        });
  }

  private static Reds kind() {
    return of(
            "the MSD is that of a manual call of this car",
            msd -> {},
            p -> p.of(DataChecks.class).kind(false))
        .red(
            "activation in the MSD", change(msd -> msd.automatic = true), "'automatic'", "'manual'")
        .red("kind of call in the MSD", change(msd -> msd.testCall = true), "'test'", "'emergency'")
        .red(
            "VIN in the MSD",
            change(msd -> msd.vin = "DCMR0TEST00000002"),
            "'DCMR0TEST00000002'",
            "'DCMR0TEST00000001'")
        .red("format version of the MSD", change(msd -> msd.version = 3), "3", "exactly 2")
        .red("vehicle type in the MSD", change(msd -> msd.vehicleType = 2), "2", "exactly 1")
        .red(
            "propulsion in the MSD",
            change(msd -> msd.propulsion = List.of("diesel-tank", "gasoline-tank")),
            "'diesel-tank, gasoline-tank'",
            "'gasoline-tank'");
  }

  private static Reds position() {
    return of(
            "the position in the MSD is within 150 m of the car's, and trusted",
            msd -> msd.position = north(PLACE, 149.9),
            p -> p.of(DataChecks.class).position(150, true))
        .red(
            "distance of the position in the MSD from the car",
            change(msd -> msd.position = north(PLACE, 150.1)),
            "150.1 m",
            "at most 150.0 m")
        .red(
            "distance of the position in the MSD from the car",
            change(msd -> msd.position = new Place(90.1, 0)),
            "no place: Point[latitude=90.1, longitude=0.0]",
            "at most 150.0 m")
        .red(
            "trust in the position in the MSD",
            change(msd -> msd.trusted = false),
            "'not trusted'",
            "'trusted'");
  }

  private static Reds earlier() {
    return of(
            "two earlier positions are 5 s and 10 s back at 90 km/h, to within 30 m",
            msd -> msd.recent = List.of(north(PLACE, -125), north(PLACE, -250)),
            p ->
                p.of(DataChecks.class)
                    .earlier(p.span("{position.recent}"), p.span("2 x {position.recent}"), 90, 30))
        .red(
            "number of earlier positions in the MSD",
            change(msd -> msd.recent = List.of(north(PLACE, -125))),
            "1",
            "exactly 2")
        .red(
            "way back to an earlier position in the MSD, N2",
            change(msd -> msd.recent = List.of(north(PLACE, -125), north(PLACE, -280.2))),
            "280.2 m",
            "250.0 m \u00b1 30.0 m");
  }

  private static Reds direction() {
    return of(
            "the direction in the MSD is 0 degrees",
            msd -> msd.direction = Optional.of(358.0),
            p -> p.of(DataChecks.class).direction(0))
        .red(
            "distance of the direction in the MSD from the car's",
            change(msd -> msd.direction = Optional.of(356.0)),
            "4.0 deg",
            "at most 0.0 deg \u00b1 2.0 deg")
        .red(
            "distance of the direction in the MSD from the car's",
            change(msd -> msd.direction = Optional.empty()),
            "unknown",
            "at most 0.0 deg \u00b1 2.0 deg");
  }

  private static Reds passengers() {
    return of("the MSD gives 2 passengers", msd -> {}, p -> p.of(DataChecks.class).passengers("2"))
        .red("passengers in the MSD", change(msd -> msd.passengers = Optional.of(3)), "'3'", "'2'")
        .red(
            "passengers in the MSD",
            change(msd -> msd.passengers = Optional.empty()),
            "'unknown'",
            "'2'");
  }

  private static Reds number() {
    return of(
            "the MSD is number 1 of its incident",
            msd -> {},
            p -> p.of(DataChecks.class).number(p.count("1")))
        .red(
            "message identifier in the MSD",
            change(msd -> msd.messageIdentifier = 2),
            "2",
            "exactly 1");
  }

  private static Reds stamp() {
    return of(
            "the time stamp in the MSD is within 2 s of the event",
            msd -> msd.timestamp = BEGAN.plusSeconds(8),
            p -> p.of(DataChecks.class).timestamp(p.span("2 s")))
        .red(
            "time stamp in the MSD, from the event on",
            change(msd -> msd.timestamp = BEGAN.plusSeconds(7)),
            "-3.000 s",
            "0.000 s \u00b1 2.000 s");
  }

  private static Reds messages() {
    return Reds.of(
            "2 messages of data have arrived in the call within 10 s",
            e -> e.call(10.5, 12, NEVER).msd(17),
            p -> {
              p.event(10).until(13);
              p.of(DataChecks.class).messages(p.count("2"), p.span("10 s"));
            })
        .red("minimum sets of data in the call", e -> e.calls.get(0).msd(22.9), "3", "exactly 2")
        .red(
            "message identifier in the MSD, number 2",
            e -> e.calls.get(0).msds.get(1).messageIdentifier = 1,
            "1",
            "exactly 2");
  }
}
