// SPDX-License-Identifier: Apache-2.0
package dev.dcmrig.features;

import dev.dcmrig.api.UpdateFleet.Kind;
import dev.dcmrig.api.UpdateFleet.Progress;
import dev.dcmrig.api.UpdateFleet.State;
import dev.dcmrig.api.UpdateFleet.WaveCount;
import dev.dcmrig.api.UpdateFleet.Word;
import dev.dcmrig.features.ota.FleetSteps;
import java.util.List;
import java.util.stream.Stream;

/** Cases of {@link FleetSteps}: a fleet of four cars in two waves, of which one fails. */
final class FleetReds {
  private FleetReds() {}

  static Stream<Reds> all() {
    return Stream.of(pauses(), toldNobody(), atEachPause(), inOrder(), counts());
  }

  private static void word(Evidence e, double at, int car, Kind kind, String text) {
    e.words.add(new Word(Evidence.at(at), "CAR" + car, (car + 1) / 2, kind, text));
  }

  /** Successes of both waves; failures of the first. */
  private static Progress counted(double at, State state, int first, int second, int failed) {
    return new Progress(
        Evidence.at(at),
        state,
        List.of(new WaveCount(2, first, failed), new WaveCount(2, second, 0)));
  }

  private static void good(Evidence e) {
    for (int car = 1; car <= 4; car++) {
      word(e, car, car, Kind.VERSION, "1.0.0");
    }
    e.progress.add(counted(10, State.RUNNING, 0, 0, 0));
    word(e, 12, 1, Kind.READING, "");
    word(e, 13, 2, Kind.READING, "");
    word(e, 20, 1, Kind.VERSION, "2.0.0");
    word(e, 21, 1, Kind.SUCCESS, "");
    e.progress.add(counted(21, State.RUNNING, 1, 0, 0));
    word(e, 22, 2, Kind.FAILURE, "");
    e.progress.add(counted(22, State.PAUSED, 1, 0, 1));
    e.progress.add(counted(40, State.RUNNING, 1, 0, 1));
    for (int car = 3; car <= 4; car++) {
      word(e, 40 + car, car, Kind.READING, "");
      word(e, 50 + car, car, Kind.VERSION, "2.0.0");
      word(e, 60 + car, car, Kind.SUCCESS, "");
    }
    e.progress.add(counted(64, State.OVER, 1, 2, 1));
  }

  private static Reds pauses() {
    return Reds.of(
            "the rollout over the fleet pauses within 1 min",
            FleetReds::good,
            p -> p.event(10).of(FleetSteps.class).comesTo(State.PAUSED, p.span("1 min")))
        .about("OTA-02")
        .red(
            "time from the begin of the rollout until it comes to that",
            e -> {
              e.progress.removeIf(each -> each.state() != State.RUNNING);
              e.progress.add(counted(71, State.PAUSED, 1, 0, 1));
            },
            "61.000 s",
            "at most 60.000 s");
  }

  private static Reds toldNobody() {
    return Reds.of(
            "no further car of the fleet is told of it for 10 s",
            FleetReds::good,
            p -> {
              p.event(10).until(25);
              p.of(FleetSteps.class).toldNobody(p.span("10 s"));
            })
        .about("OTA-02")
        .red(
            "cars that have read a new task",
            e -> word(e, 34, 3, Kind.READING, ""),
            "1",
            "exactly 0");
  }

  private static Reds atEachPause() {
    return Reds.of(
            "at each pause 1 cars of a wave had failed since the last",
            FleetReds::good,
            p -> {
              p.event(10).until(70);
              p.of(FleetSteps.class).atEachPause(1);
            })
        .about("OTA-02")
        .red(
            "cars of a wave that had failed since the last pause",
            e -> e.progress.set(2, counted(22, State.PAUSED, 0, 0, 2)),
            "2",
            "exactly 1");
  }

  private static Reds inOrder() {
    return Reds.of(
            "each wave began when 50 % of the one before had succeeded",
            FleetReds::good,
            p -> {
              p.event(10).until(70);
              p.of(FleetSteps.class).inOrder(50);
            })
        .about("OTA-02")
        .red(
            "share of the wave before that had succeeded",
            e -> word(e, 14, 3, Kind.READING, ""),
            "0.0 %",
            "at least 50.0 %");
  }

  private static Reds counts() {
    return Reds.of(
            "3 cars of the fleet have succeeded, and 1 have failed",
            FleetReds::good,
            p -> {
              p.event(10).until(70);
              p.of(FleetSteps.class).counts(3, 1);
            })
        .about("OTA-02")
        .red(
            "cars that the server counts as succeeded",
            e -> e.progress.add(counted(65, State.OVER, 1, 1, 1)),
            "2",
            "exactly 3")
        .red(
            "cars that the server counts as failed",
            e -> e.progress.add(counted(65, State.OVER, 1, 2, 0)),
            "0",
            "exactly 1")
        .red(
            "cars whose last result is success",
            e -> word(e, 66, 3, Kind.FAILURE, ""),
            "2",
            "exactly 3")
        .red(
            "cars whose last result is failure",
            e -> e.words.removeIf(each -> each.kind() == Kind.FAILURE),
            "0",
            "exactly 1")
        .red(
            "cars that tell another version than they began with",
            e -> word(e, 66, 3, Kind.VERSION, "1.0.0"),
            "2",
            "exactly 3");
  }
}
